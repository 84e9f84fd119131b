# The kept inputs of every fuzz target, run once each with the sanitizers of the ordinary tests. Included by tests/CMakeLists.txt.
include(${CMAKE_CURRENT_LIST_DIR}/targets.cmake)
foreach(name IN LISTS ZH_FUZZ_TARGETS)
  add_executable(replay_${name} ${CMAKE_CURRENT_LIST_DIR}/replay.cc ${CMAKE_CURRENT_LIST_DIR}/fuzz_${name}.cc)
  target_link_libraries(replay_${name} PRIVATE ${ZH_FUZZ_LAYER_${name}})
  add_test(NAME fuzz_${name} COMMAND replay_${name} ${CMAKE_CURRENT_LIST_DIR}/corpus/${name})
endforeach()
