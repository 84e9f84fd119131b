#pragma once
#include <string>
#include <vector>

#include "formats/zip.h"
#include "readback/flow.h"

namespace zh::readback {

/// The title and the data of a chart part: what its caches show, or where it has none what its embedded workbook holds. Series
/// stand side by side, categories below each other. Nothing for a part that is no chart.
std::vector<FlowBlock> read_docx_chart(const formats::ZipReader& zip, const std::string& path, std::size_t part);

/// A chart part as it is stored, nothing rounded: what its caches hold and what its embedded workbook holds.
struct DocxChartData {
  struct List {
    std::vector<std::string> cached, workbook;  ///< by category; numbers as decimal text, empty: a gap
  };
  struct Series {
    std::string name, workbook_name;
    List values;
  };
  std::string name;  ///< of the drawing: 图1-2
  std::string part;  ///< word/charts/chart2.xml
  List categories;
  std::vector<Series> series;
  bool has_workbook = false;  ///< one that could be read
};

/// The workbook's cells are those that the chart refers to; where it refers to none (LibreOffice keeps the workbook and loses
/// the references) those of the usual layout: categories in column A, series names in row 1.
DocxChartData read_docx_chart_data(const formats::ZipReader& zip, const std::string& path);

}  // namespace zh::readback
