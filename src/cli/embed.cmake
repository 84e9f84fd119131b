# The Chinese catalogue: po/zh_CN/*.po joined, compiled and embedded.
find_program(ZH_MSGCAT msgcat REQUIRED)
find_program(ZH_MSGFMT msgfmt REQUIRED)
file(GLOB po CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/po/zh_CN/*.po)
set(mo ${CMAKE_BINARY_DIR}/zh_CN.mo)
add_custom_command(OUTPUT ${mo}
  COMMAND ${ZH_MSGCAT} --use-first -o ${CMAKE_BINARY_DIR}/zh_CN.po ${po}
  COMMAND ${ZH_MSGFMT} --check-format -o ${mo} ${CMAKE_BINARY_DIR}/zh_CN.po
  DEPENDS ${po} VERBATIM)
zh_embed(zh_cli zh_messages_mo ${mo})
