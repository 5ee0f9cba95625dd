/* SPDX-License-Identifier: MIT-0 */
/* bt_errors: the error codes; libuv's, and the few that libuv has no name for.
 *
 * Built without libuv (BT_WITHOUT_LIBUV), the same names are defined here
 * with the values that libuv gives them on this system.
 *
 * Copy    core/ as it is.
 * Source  libuv: the system's error numbers, negative, so that one int holds a
 *         result or an error.
 */
#ifndef BT_ERRORS_H
#define BT_ERRORS_H

#include <errno.h>

/* In strict ISO C without POSIX names <uv.h> does not compile; the codes do. */
#if defined(__STRICT_ANSI__) && !defined(__cplusplus) &&                       \
    !defined(_GNU_SOURCE) && !defined(_DEFAULT_SOURCE) &&                      \
    !defined(_POSIX_C_SOURCE) && !defined(_XOPEN_SOURCE)
#define BT_STRICT_ISO_C
#endif

#if !defined(BT_WITHOUT_LIBUV) && !defined(BT_STRICT_ISO_C)
#include <uv.h>
#else
enum {
  UV_E2BIG = -E2BIG,
  UV_EACCES = -EACCES,
  UV_EAGAIN = -EAGAIN,
  UV_EBADF = -EBADF,
  UV_EBUSY = -EBUSY,
  UV_ECANCELED = -ECANCELED,
  UV_ECONNREFUSED = -ECONNREFUSED,
  UV_ECONNRESET = -ECONNRESET,
  UV_EEXIST = -EEXIST,
  UV_EINTR = -EINTR,
  UV_EINVAL = -EINVAL,
  UV_EIO = -EIO,
  UV_ENOENT = -ENOENT,
  UV_ENOMEM = -ENOMEM,
  UV_ENOSPC = -ENOSPC,
  UV_ENOSYS = -ENOSYS,
  UV_ENOTSUP = -ENOTSUP,
  UV_EOF = -4095,
  UV_EPERM = -EPERM,
  UV_EPIPE = -EPIPE,
  UV_ERANGE = -ERANGE,
  UV_ETIMEDOUT = -ETIMEDOUT,
  UV_UNKNOWN = -4094
};
#endif

/* Numbers that libuv leaves free. */
enum {
  BT_EDEADLOCK = -5001, /* main waits and nothing can wake it */
  BT_ELIMIT = -5002,    /* a limit of struct bt_options was reached */
  BT_ESCHEDULE = -5003  /* the schedule is not text of one, or does not fit */
};

#ifdef __cplusplus
extern "C" {
#endif

/* "ECANCELED", "EDEADLOCK": the name of a code, "unknown error" for others. */
const char *bt_error_name(int code);

#ifdef __cplusplus
}
#endif
#endif
