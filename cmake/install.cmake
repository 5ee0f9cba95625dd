# SPDX-License-Identifier: MIT-0
# What `cmake --install` puts where: libraries, headers, a pkg-config file and
# a package for find_package(baton), all of which may be moved afterwards.
include(CMakePackageConfigHelpers)

set_target_properties(baton_shared PROPERTIES
  OUTPUT_NAME baton EXPORT_NAME baton
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
set_target_properties(baton_static PROPERTIES
  OUTPUT_NAME baton EXPORT_NAME baton-static)

install(TARGETS baton_shared baton_static EXPORT baton)
install(FILES ${BATON_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/baton)
if(TARGET baton)
  install(TARGETS baton)
  # What the program shows and copies; it looks in share/baton beside itself.
  install(DIRECTORY core patterns lessons
          DESTINATION ${CMAKE_INSTALL_DATADIR}/baton
          PATTERN CMakeLists.txt EXCLUDE)
endif()

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/baton)
install(EXPORT baton FILE baton-targets.cmake NAMESPACE baton::
        DESTINATION ${package})
configure_package_config_file(cmake/baton-config.cmake.in baton-config.cmake
                              INSTALL_DESTINATION ${package})
write_basic_package_version_file(baton-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/baton-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/baton-config-version.cmake
        DESTINATION ${package})

if(BATON_WITHOUT_LIBUV)
  set(BATON_PC_CFLAGS " -DBT_WITHOUT_LIBUV")
else()
  set(BATON_PC_REQUIRES libuv)
endif()
file(RELATIVE_PATH up /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" BATON_PC_PREFIX ${up})
configure_file(cmake/baton.pc.in baton.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/baton.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
