# The standard catalogue, catalog/*.toml, compiled into the program, with a table of what there is.
file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/catalog/*.toml)
set(declarations "")
set(rows "")
foreach(file IN LISTS files)
  get_filename_component(stem ${file} NAME_WE)
  string(MAKE_C_IDENTIFIER "zh_catalog_${stem}" symbol)
  zh_embed(zh_catalog ${symbol} ${file})
  string(APPEND declarations "ZH_EMBEDDED(${symbol})\n")
  string(APPEND rows "    {\"catalog/${stem}.toml\", ${symbol}_text()},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/standard_table.cc CONTENT
"#include \"base/embedded.h\"\n#include \"catalog/standard.h\"\n@declarations@namespace zh::catalog {\nstd::vector<StandardFile> standard_files() {\n  return {\n@rows@  };\n}\n}  // namespace zh::catalog\n" @ONLY)
target_sources(zh_catalog PRIVATE ${CMAKE_BINARY_DIR}/standard_table.cc)
