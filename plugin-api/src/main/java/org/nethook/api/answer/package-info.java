/**
 * Commands that answer a question, in lines or as one JSON object. What prints and escapes is here, so that all plugins' answers
 * look alike and none is put together by hand.
 */
package org.nethook.api.answer;
