#include <algorithm>
#include <cmath>
#include <numeric>

#include "render/docx_body.h"
#include "render/table_grid.h"

namespace zh::render {

using document::Table;
using document::TableCell;

namespace {

/// Column widths in twentieths of a point that add up to `total` exactly.
std::vector<int> column_widths(const Table& table, int columns, int total) {
  std::vector<double> shares(static_cast<std::size_t>(columns), 1);
  for (std::size_t i = 0; i < shares.size() && table.widths.size() == shares.size(); ++i)
    if (table.widths[i] > 0) shares[i] = table.widths[i];
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<int> widths;
  double edge = 0;
  int used = 0;
  for (const double share : shares) {
    edge += share;
    const int until = static_cast<int>(std::lround(total * edge / sum));
    widths.push_back(until - used);
    used = until;
  }
  return widths;
}

const char* alignment(document::Align align) {
  return align == document::Align::left ? "left" : align == document::Align::right ? "right" : "center";
}

}  // namespace

void DocxBody::table(const Table& table, bool in_case) {
  caption(next_target(), table.number, table.caption, DocxStyle::table_caption, in_case);
  if (!table.unit_note.empty()) {
    open_paragraph(DocxStyle::unit_note, in_case);
    run(table.unit_note);
    close_paragraph();
  }
  table_grid(table, text_width(turned_) - (in_case ? 320 : 0));
  notes(table.notes, in_case);
  if (table.notes.empty()) {
    // Two tables without a paragraph between them would become one.
    open_paragraph(DocxStyle::section_end);
    close_paragraph();
  }
}

void DocxBody::table_grid(const Table& table, int width) {
  const TableGrid grid = lay_out(table);
  const std::vector<int> widths = column_widths(table, grid.columns, width);
  const auto spanned = [&](const GridSlot& slot) {
    return std::accumulate(widths.begin() + slot.column, widths.begin() + slot.column + slot.column_span, 0);
  };
  w_.open("w:tbl").open("w:tblPr");
  w_.leaf("w:tblStyle", {{"w:val", styles_.id(DocxStyle::table_grid)}});
  w_.leaf("w:tblW", {{"w:w", std::to_string(width)}, {"w:type", "dxa"}}).leaf("w:jc", {{"w:val", "center"}});
  w_.open("w:tblBorders");
  for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
    const std::string_view name = side;
    const bool outer = name == "w:top" || name == "w:bottom";
    w_.leaf(side, {{"w:val", "single"}, {"w:sz", outer ? "12" : "4"}, {"w:space", "0"}, {"w:color", "000000"}});
  }
  w_.close().leaf("w:tblLayout", {{"w:type", "fixed"}});
  w_.raw("<w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar>");
  w_.raw(
      "<w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" "
      "w:noVBand=\"1\"/>");
  w_.close();
  w_.open("w:tblGrid");
  for (const int column : widths) w_.leaf("w:gridCol", {{"w:w", std::to_string(column)}});
  w_.close();
  const std::size_t rows = grid.rows.size();
  const std::size_t header_rows = std::min<std::size_t>(static_cast<std::size_t>(std::max(table.header_rows, 0)), rows);
  for (std::size_t r = 0; r < rows; ++r) {
    const bool header = r < header_rows;
    w_.open("w:tr").open("w:trPr").leaf("w:cantSplit");
    if (header && header_rows < rows) w_.leaf("w:tblHeader");
    w_.close();
    for (const GridSlot& slot : grid.rows[r]) {
      w_.open("w:tc").open("w:tcPr");
      w_.leaf("w:tcW", {{"w:w", std::to_string(spanned(slot))}, {"w:type", "dxa"}});
      if (slot.column_span > 1) w_.leaf("w:gridSpan", {{"w:val", std::to_string(slot.column_span)}});
      if (slot.starts_rows) w_.leaf("w:vMerge", {{"w:val", "restart"}});
      if (slot.continued) w_.leaf("w:vMerge");
      if (header) w_.leaf("w:shd", {{"w:val", "clear"}, {"w:color", "auto"}, {"w:fill", "E8EDF3"}});
      w_.leaf("w:vAlign", {{"w:val", "center"}}).close();
      w_.open("w:p").open("w:pPr");
      w_.leaf("w:pStyle", {{"w:val", styles_.id(header ? DocxStyle::table_header : DocxStyle::table_text)}});
      if (header) w_.leaf("w:keepNext");
      w_.leaf("w:jc", {{"w:val", slot.cell && !header ? alignment(slot.cell->align) : "center"}});
      w_.close();
      if (slot.cell && !slot.continued) {
        strong_ = slot.cell->total && !header;
        inlines(slot.cell->content);
        strong_ = false;
      }
      w_.close().close();
    }
    w_.close();
  }
  w_.close();
}

}  // namespace zh::render
