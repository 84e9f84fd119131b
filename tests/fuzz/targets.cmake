# The fuzz targets and the layer each needs.
set(ZH_FUZZ_TARGETS xlsx ods csv map catalog expression chapter)
set(ZH_FUZZ_LAYER_xlsx zh_formats)
set(ZH_FUZZ_LAYER_ods zh_formats)
set(ZH_FUZZ_LAYER_csv zh_formats)
set(ZH_FUZZ_LAYER_map zh_indicator)
set(ZH_FUZZ_LAYER_catalog zh_catalog)
set(ZH_FUZZ_LAYER_expression zh_indicator)
set(ZH_FUZZ_LAYER_chapter zh_report)
