# Report templates, templates/NAME/**, compiled into the program, with a table of what there is.
file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}/templates ${CMAKE_SOURCE_DIR}/templates/*)
list(SORT files)
set(declarations "")
set(rows "")
foreach(file IN LISTS files)
  string(MAKE_C_IDENTIFIER "zh_template_${file}" symbol)
  zh_embed(zh_project ${symbol} ${CMAKE_SOURCE_DIR}/templates/${file})
  string(APPEND declarations "ZH_EMBEDDED(${symbol})\n")
  string(APPEND rows "    {\"${file}\", ${symbol}_text()},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/template_table.cc CONTENT
"#include \"base/embedded.h\"\n#include \"project/template.h\"\n@declarations@namespace zh::project {\nstd::vector<TemplateFile> template_files() {\n  return {\n@rows@  };\n}\n}  // namespace zh::project\n" @ONLY)
target_sources(zh_project PRIVATE ${CMAKE_BINARY_DIR}/template_table.cc)
