# find_package(convene) gives convene::convene, convene::rcpsp and convene::header_only; find_package(convene COMPONENTS io) also
# convene::io, and only then looks for the format libraries.
include(CMakePackageConfigHelpers)
set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/convene)

install(DIRECTORY include/convene DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/licenses/convene)
install(TARGETS convene convene_rcpsp convene_header_only EXPORT convene-engine)
install(EXPORT convene-engine FILE convene-engine.cmake NAMESPACE convene:: DESTINATION ${config_dir})
if(TARGET convene_io)
    install(TARGETS convene_io EXPORT convene-io)
    install(EXPORT convene-io FILE convene-io.cmake NAMESPACE convene:: DESTINATION ${config_dir})
endif()
if(TARGET convene_program)
    install(TARGETS convene_program)
endif()

configure_package_config_file(cmake/convene-config.cmake.in ${PROJECT_BINARY_DIR}/convene-config.cmake
    INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/convene-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/convene-config.cmake ${PROJECT_BINARY_DIR}/convene-config-version.cmake
    DESTINATION ${config_dir})
