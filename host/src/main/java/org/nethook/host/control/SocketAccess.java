package org.nethook.host.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;

/**
 * Who may ask the resident host.
 *
 * @param group the group whose members may, besides root and the host's own user; empty for none
 */
public record SocketAccess(String group) {

    /** Root and the host's own user only. */
    public static final SocketAccess PRIVATE = new SocketAccess("");

    /** Sets owner group and mode of the socket. Until then only its owner can connect: connecting takes leave to write. */
    void apply(Path socket) throws IOException {
        if (!group.isEmpty()) {
            PosixFileAttributeView view = Files.getFileAttributeView(socket, PosixFileAttributeView.class);
            try {
                view.setGroup(
                        socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
            } catch (UserPrincipalNotFoundException e) {
                throw new IOException("there is no group " + group, e);
            }
        }
        Files.setPosixFilePermissions(
                socket, PosixFilePermissions.fromString(group.isEmpty() ? "rw-------" : "rw-rw----"));
    }

    /** Whether this user may ask; where there is a group, the socket's mode has already decided. */
    boolean allows(String user) {
        return !group.isEmpty() || user.equals("root") || user.equals(System.getProperty("user.name"));
    }
}
