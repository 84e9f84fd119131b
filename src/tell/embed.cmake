# What a checked report's page carries: its script and its style.
zh_embed(zh_tell zh_check_page_js ${CMAKE_SOURCE_DIR}/src/tell/html/page.js)
zh_embed(zh_tell zh_check_page_css ${CMAKE_SOURCE_DIR}/src/tell/html/page.css)
