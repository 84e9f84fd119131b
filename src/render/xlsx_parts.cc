#include "render/xlsx_parts.h"

#include <algorithm>

#include "base/text.h"

namespace zh::render {

using formats::XmlWriter;

namespace {
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kR = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr int kFirstOwnFormat = 164;  ///< ids below are built in
}  // namespace

std::string format_code(int decimals) {
  return decimals <= 0 ? "0" : "0." + std::string(static_cast<std::size_t>(decimals), '0');
}

SheetWriter::SheetWriter() { rows_.open("sheetData"); }

void SheetWriter::begin_row() {
  if (row_open_) rows_.close();
  rows_.open("row").attr("r", ++row_);
  row_open_ = true;
  column_ = 0;
}

void SheetWriter::text(std::string_view text, SheetStyle style) {
  const int column = column_++;
  if (text.empty()) return;
  rows_.open("c").attr("r", cell_name(row_ - 1, column));
  if (style != SheetStyle::plain) rows_.attr("s", static_cast<long long>(style));
  rows_.attr("t", "inlineStr").open("is").open("t");
  rows_.text(text).close().close().close();
}

void SheetWriter::number(const Decimal& value) {
  const int decimals = std::min(value.scale(), kMaxShownDecimals);
  rows_.open("c").attr("r", cell_name(row_ - 1, column_++)).attr("s", static_cast<long long>(SheetStyle::number_0) + decimals);
  rows_.element("v", value.str()).close();
}

std::string SheetWriter::take(const Finish& finish) {
  if (row_open_) rows_.close();
  rows_.close();
  XmlWriter w;
  w.open("worksheet").attr("xmlns", kMain).attr("xmlns:r", kR);
  if (finish.frozen_header) {
    w.open("sheetViews").open("sheetView").attr("workbookViewId", "0");
    w.leaf("pane", {{"ySplit", "1"}, {"topLeftCell", "A2"}, {"activePane", "bottomLeft"}, {"state", "frozen"}});
    w.leaf("selection", {{"pane", "bottomLeft"}, {"activeCell", "A2"}, {"sqref", "A2"}}).close().close();
  }
  if (!finish.widths.empty()) {
    w.open("cols");
    for (std::size_t i = 0; i < finish.widths.size(); ++i) {
      const std::string at = std::to_string(i + 1);
      w.leaf("col", {{"min", at}, {"max", at}, {"width", std::to_string(finish.widths[i])}, {"customWidth", "1"}});
    }
    w.close();
  }
  w.raw(rows_.take());
  if (!finish.table_relationship.empty()) {
    w.open("tableParts").attr("count", "1").leaf("tablePart", {{"r:id", finish.table_relationship}}).close();
  }
  w.close();
  return w.take();
}

std::string workbook_xml(const std::vector<std::pair<std::string, std::string>>& sheets) {
  XmlWriter w;
  w.open("workbook").attr("xmlns", kMain).attr("xmlns:r", kR).open("sheets");
  long long id = 0;
  for (const auto& [name, relationship] : sheets)
    w.open("sheet").attr("name", name).attr("sheetId", ++id).attr("r:id", relationship).close();
  w.close().close();
  return w.take();
}

std::string sheet_styles_xml() {
  XmlWriter w;
  w.open("styleSheet").attr("xmlns", kMain);
  w.open("numFmts").attr("count", static_cast<long long>(kMaxShownDecimals) + 1);
  for (int d = 0; d <= kMaxShownDecimals; ++d)
    w.leaf("numFmt", {{"numFmtId", std::to_string(kFirstOwnFormat + d)}, {"formatCode", format_code(d)}});
  w.close();
  w.raw(
      "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>"
      "<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
      "patternType=\"gray125\"/></fill></fills>"
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>");
  w.open("cellXfs").attr("count", static_cast<long long>(SheetStyle::number_0) + kMaxShownDecimals + 1);
  w.raw(
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
      "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\">"
      "<alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>"
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">"
      "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
      "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment "
      "horizontal=\"right\"/></xf>"
      "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>");
  for (int d = 0; d <= kMaxShownDecimals; ++d)
    w.leaf("xf", {{"numFmtId", std::to_string(kFirstOwnFormat + d)},
                  {"fontId", "0"},
                  {"fillId", "0"},
                  {"borderId", "0"},
                  {"xfId", "0"},
                  {"applyNumberFormat", "1"}});
  w.close();
  w.raw("<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>");
  w.close();
  return w.take();
}

}  // namespace zh::render
