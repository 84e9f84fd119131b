# zh_embed(TARGET SYMBOL FILE): FILE's bytes become `extern const char SYMBOL[]` and `extern const char SYMBOL_end[]` (extern "C")
# in TARGET. See base/embedded.h.
function(zh_embed target symbol file)
  set(asm ${CMAKE_CURRENT_BINARY_DIR}/embed_${symbol}.S)
  file(GENERATE OUTPUT ${asm} CONTENT
    ".section .rodata\n.global ${symbol}\n.global ${symbol}_end\n.balign 16\n${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n.section .note.GNU-stack,\"\",%progbits\n")
  set_source_files_properties(${asm} PROPERTIES GENERATED TRUE OBJECT_DEPENDS ${file})
  target_sources(${target} PRIVATE ${asm})
endfunction()
