# How convene's own code is compiled: warnings, and a compiler cache when there is one.
add_library(convene_warnings INTERFACE)
target_compile_options(convene_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU,Clang,AppleClang>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow>
    $<$<AND:$<BOOL:${CONVENE_WERROR}>,$<CXX_COMPILER_ID:GNU,Clang,AppleClang>>:-Werror>)

if(PROJECT_IS_TOP_LEVEL)
    set(CMAKE_CXX_EXTENSIONS OFF)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
    find_program(CCACHE ccache)
    mark_as_advanced(CCACHE)
    if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        # The sloppiness lets it take precompiled headers; without the folder's name in the key, each clone of the project
        # finds what another one has compiled.
        set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
            CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
    endif()
endif()
