#include <pugixml.hpp>

#include <sstream>

#include "base/text.h"
#include "document/document.h"
#include "formats/zip.h"
#include "render/docx_chart.h"
#include "render/render.h"
#include "suite_runner.h"

/// docx-chart: a chart in a few lines → an outline of the chart part, without fonts and colours.
///
///     type column_line
///     categories 2021年 2022年
///     series 主营业务收入 亿元 | 2549 3185E
///     series 增长率 % line secondary | O 24.9
///     labels value percent name
///
/// A point is a number, with a status letter behind it if it is not A; a letter alone is a gap.
///
/// docx-table: rows of cells → an outline of w:tbl. "header 2" gives the header rows; cells are parted by " | ", "x >2 v3"
/// spans two columns and three rows.
namespace zh::suite {
namespace {

using document::ChartSpec;
using document::ChartType;

std::vector<std::string> words(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> result;
  for (std::string word; in >> word;) result.push_back(word);
  return result;
}

document::ChartPoint point(std::string text) {
  document::ChartPoint p;
  if (!text.empty() && text.back() >= 'A' && text.back() <= 'Z') {
    p.status = parse_status(text.substr(text.size() - 1)).value_or(ObsStatus::missing);
    text.pop_back();
  }
  p.value = Decimal::parse(text);
  return p;
}

ChartSpec parse_chart(const std::string& input) {
  static const std::pair<const char*, ChartType> kTypes[] = {{"column", ChartType::column},
                                                             {"bar", ChartType::bar},
                                                             {"line", ChartType::line},
                                                             {"column_line", ChartType::column_line},
                                                             {"stacked_column", ChartType::stacked_column},
                                                             {"stacked_bar", ChartType::stacked_bar},
                                                             {"pie", ChartType::pie},
                                                             {"doughnut", ChartType::doughnut}};
  ChartSpec chart;
  for (const std::string& line : split_lines(input)) {
    std::vector<std::string> w = words(line);
    if (w.empty()) continue;
    if (w[0] == "type") {
      for (const auto& [name, type] : kTypes)
        if (w.at(1) == name) chart.type = type;
    } else if (w[0] == "categories") {
      chart.categories.assign(w.begin() + 1, w.end());
    } else if (w[0] == "axis") {
      chart.axis_title = w.at(1);
    } else if (w[0] == "labels") {
      chart.label_value = chart.label_percent = chart.label_name = false;
      for (const std::string& label : w) {
        chart.label_value = chart.label_value || label == "value";
        chart.label_percent = chart.label_percent || label == "percent";
        chart.label_name = chart.label_name || label == "name";
      }
    } else if (w[0] == "series") {
      document::ChartSeries s;
      s.name = w.at(1);
      std::size_t i = 2;
      for (; i < w.size() && w[i] != "|"; ++i) {
        if (w[i] == "line")
          s.line = true;
        else if (w[i] == "secondary")
          s.secondary = true;
        else
          s.unit = w[i];
      }
      for (++i; i < w.size(); ++i) s.points.push_back(point(w[i]));
      chart.series.push_back(std::move(s));
    }
  }
  return chart;
}

/// One element a line: its local name, its attributes' values, its text; left-out names with all that is in them.
void outline(pugi::xml_node node, int depth, const std::vector<std::string>& left_out, std::string& out) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const std::string name = child.name();
    bool skip = false;
    // A layout that says nothing is left out; one that moves a label is shown.
    for (const std::string& other : left_out) skip = skip || (name == other && !(name == "c:layout" && child.first_child()));
    if (skip) continue;
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + name.substr(name.find(':') + 1);
    for (const pugi::xml_attribute a : child.attributes()) out += std::string(" ") + a.value();
    if (*child.text().get()) out += std::string(" = ") + child.text().get();
    out += "\n";
    outline(child, depth + 1, left_out, out);
  }
}

std::string run_chart(const Case& test) {
  const std::string xml = render::chart_xml(parse_chart(test.input), render::Layout{}, "rId1");
  pugi::xml_document parsed;
  if (!parsed.load_string(xml.c_str())) return "not well-formed\n" + xml;
  std::string out;
  outline(parsed.child("c:chartSpace").child("c:chart"), 0,
          {"c:spPr",
           "c:txPr",
           "a:bodyPr",
           "a:lstStyle",
           "a:pPr",
           "a:rPr",
           "c:layout",
           "c:showLegendKey",
           "c:showSerName",
           "c:showBubbleSize",
           "c:majorTickMark",
           "c:minorTickMark",
           "c:lblAlgn",
           "c:lblOffset",
           "c:noMultiLvlLbl",
           "c:auto",
           "c:invertIfNegative",
           "c:bubble3D",
           "c:overlay",
           "c:plotVisOnly",
           "c:autoTitleDeleted"},
          out);
  return out;
}

document::TableCell parse_cell(const std::string& text) {
  document::TableCell cell;
  std::string shown;
  for (const std::string& word : words(text)) {
    if (word[0] == '>' && word.size() > 1)
      cell.column_span = std::stoi(word.substr(1));
    else if (word[0] == 'v' && word.size() > 1)
      cell.row_span = std::stoi(word.substr(1));
    else
      shown += word;
  }
  cell.content = {document::Text{shown}};
  return cell;
}

std::string run_table(const Case& test) {
  document::Table table;
  table.number = "表1-1";
  for (const std::string& line : split_lines(test.input)) {
    if (trim(line).empty()) continue;
    const auto w = words(line);
    if (w[0] == "header") {
      table.header_rows = std::stoi(w.at(1));
      continue;
    }
    if (w[0] == "columns") {
      table.columns = std::stoi(w.at(1));
      continue;
    }
    std::vector<document::TableCell> row;
    std::size_t from = 0;
    for (std::size_t to; from <= line.size(); from = to + 1) {
      to = std::min(line.find('|', from), line.size());
      row.push_back(parse_cell(line.substr(from, to - from)));
    }
    table.rows.push_back(std::move(row));
  }
  document::Document document;
  document.blocks.push_back({std::move(table)});
  render::Layout layout;
  layout.cover = layout.toc = layout.list_of_tables = false;
  const std::string bytes = render::write_docx(document, {}, layout, {"test", "test"}, {});
  const auto zip = formats::ZipReader::open(bytes, nullptr);
  pugi::xml_document parsed;
  if (!zip || !parsed.load_string(zip->read("word/document.xml").value_or("").c_str())) return "no document\n";
  std::string out;
  for (const pugi::xml_node row : parsed.child("w:document").child("w:body").child("w:tbl").children("w:tr")) {
    out += row.child("w:trPr").child("w:tblHeader") ? "header" : "row";
    for (const pugi::xml_node cell : row.children("w:tc")) {
      const pugi::xml_node properties = cell.child("w:tcPr");
      out += " [" + std::string(cell.child("w:p").child("w:r").child("w:t").text().get());
      if (const auto span = properties.child("w:gridSpan")) out += std::string(" span ") + span.attribute("w:val").value();
      if (const auto merge = properties.child("w:vMerge")) out += merge.attribute("w:val") ? " down" : " ^";
      out += std::string(" ") + properties.child("w:tcW").attribute("w:w").value() + "]";
    }
    out += "\n";
  }
  return out;
}

const Kind kChart{"docx-chart", run_chart};
const Kind kTable{"docx-table", run_table};

}  // namespace
}  // namespace zh::suite
