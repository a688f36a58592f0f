/**
 * The interface ioctls of FreeBSD: requests, derived from direction, group, number and size as sys/ioccom.h does, and
 * the structs they carry. A codec class has the struct's name, its offsets, and puts and gets its fields in a
 * {@link org.nethook.netif.ffi.Memory} at any position.
 */
package org.nethook.netif.freebsd.abi.ioctl;
