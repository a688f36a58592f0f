/**
 * Where rc's files stand: on disk, or as texts by path. Reading them whole, seeing that they changed, replacing them at once.
 */
package org.nethook.netif.freebsd.rc.file;
