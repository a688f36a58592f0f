package org.nethook.host.plugin.jar;

/**
 * One entry of a jar.
 *
 * @param name its path
 * @param header where its own header begins
 * @param data where its data begin
 * @param packed how many bytes these are
 * @param size how many bytes they stand for
 * @param deflated whether they are compressed
 * @param sizesFollow whether checksum and sizes stand behind the data, not in its own header
 * @param crc the checksum of what they stand for
 */
record JarEntryAt(
        String name, int header, int data, int packed, int size, boolean deflated, boolean sizesFollow, int crc) {

    boolean isDirectory() {
        return name.charAt(name.length() - 1) == '/';
    }
}
