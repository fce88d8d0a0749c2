# Fails when HEADER, preprocessed by COMPILER with INCLUDE, has more than LINES lines that are not blank.
execute_process(COMMAND ${COMPILER} -std=c++20 -E -P -x c++ -I ${INCLUDE} ${INCLUDE}/${HEADER}
    OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "[^\n]*[^ \t\n][^\n]*" "x" lines "${text}")
string(REGEX REPLACE "[ \t\n]+" "" lines "${lines}")
string(LENGTH "${lines}" count)
message(STATUS "${HEADER}: ${count} lines preprocessed, at most ${LINES}")
if(count GREATER LINES)
    message(FATAL_ERROR "${HEADER} pulls in too much: ${count} lines, at most ${LINES}")
endif()
