# SPDX-License-Identifier: MIT-0
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(BATON_TEST_RUNNER qemu-aarch64 -L /usr/aarch64-linux-gnu)
