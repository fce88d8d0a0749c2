# convene::rcpsp, convene::convene, convene::header_only, convene::io and the program.
find_package(tl-expected REQUIRED)

# convene::rcpsp is the flat solver, with what it needs of core; convene::convene is the rest of the engine, on top of it.
set(convene_targets convene convene_rcpsp)
add_library(convene_rcpsp)
add_library(convene::rcpsp ALIAS convene_rcpsp)
set_target_properties(convene_rcpsp PROPERTIES EXPORT_NAME rcpsp)
add_library(convene)
add_library(convene::convene ALIAS convene)
target_link_libraries(convene PUBLIC convene_rcpsp)

file(GLOB module_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.cpp)
foreach(module IN LISTS CONVENE_MODULES)
    if(${PROJECT_SOURCE_DIR}/src/${module}.cpp IN_LIST module_sources)
        set(target convene)
        if(module MATCHES "^(core|rcpsp)$")
            set(target convene_rcpsp)
        endif()
        target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/src/${module}.cpp)
    endif()
endforeach()

add_library(convene_header_only INTERFACE)
add_library(convene::header_only ALIAS convene_header_only)
set_target_properties(convene_header_only PROPERTIES EXPORT_NAME header_only)
target_compile_definitions(convene_header_only INTERFACE CONVENE_HEADER_ONLY)

foreach(target IN ITEMS convene convene_rcpsp convene_header_only)
    set(scope PUBLIC)
    if(target STREQUAL convene_header_only)
        set(scope INTERFACE)
    endif()
    target_compile_features(${target} ${scope} cxx_std_20)
    target_include_directories(${target} ${scope}
        $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    target_link_libraries(${target} ${scope} tl::expected)
endforeach()

# Position independent, because the Python module links them.
function(convene_compiled_target target)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:convene_warnings>)
endfunction()
foreach(target IN ITEMS convene convene_rcpsp)
    convene_compiled_target(${target})
    set_target_properties(${target} PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
endforeach()

file(GLOB io_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/io/*.cpp)
file(GLOB program_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/program/*.cpp)

if(CONVENE_BUILD_IO AND io_sources)
    # What the sources of src/io need; installed users of convene::io find the same.
    set(convene_io_boost json)
    set(convene_io_packages SQLite3 pugixml)
    set(convene_io_links Boost::json SQLite::SQLite3 pugixml::pugixml)

    find_package(Boost 1.81 REQUIRED COMPONENTS ${convene_io_boost})
    foreach(package IN LISTS convene_io_packages)
        find_package(${package} REQUIRED)
    endforeach()
    add_library(convene_io ${io_sources})
    add_library(convene::io ALIAS convene_io)
    set_target_properties(convene_io PROPERTIES EXPORT_NAME io
        VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
    target_link_libraries(convene_io PUBLIC convene PRIVATE ${convene_io_links})
    target_precompile_headers(convene_io PRIVATE <algorithm> <chrono> <functional> <map> <optional> <span> <string>
        <string_view> <vector> <tl/expected.hpp>)
    convene_compiled_target(convene_io)
    list(APPEND convene_targets convene_io)
endif()

if(CONVENE_BUILD_PROGRAM AND program_sources AND TARGET convene_io)
    find_package(CLI11 REQUIRED)
    add_executable(convene_program ${program_sources})
    set_target_properties(convene_program PROPERTIES OUTPUT_NAME convene)
    target_link_libraries(convene_program PRIVATE convene_io CLI11::CLI11)
    # With oneTBB, if it is there, portfolios are scheduled on all processors.
    find_package(TBB QUIET)
    if(TARGET TBB::tbb)
        target_link_libraries(convene_program PRIVATE TBB::tbb)
        target_compile_definitions(convene_program PRIVATE CONVENE_WITH_TBB)
    endif()
    # What costs four seconds a file otherwise.
    target_precompile_headers(convene_program PRIVATE <CLI/CLI.hpp> <chrono> <fstream> <iostream> <string> <vector>)
    convene_compiled_target(convene_program)
    list(APPEND convene_targets convene_program)
endif()
