#include <algorithm>

#include "base/text.h"
#include "formats/sheet.h"
#include "readback/codes.h"
#include "readback/flow.h"
#include "readback/read.h"

// Workbooks: blank rows part a sheet into tables; lines of a single cell above a table are its title, below it its notes.
namespace zh::readback {
namespace {

using formats::Sheet;

class SheetReader {
 public:
  SheetReader(const Sheet& sheet, Flow& flow) : sheet_(sheet), flow_(flow) {
    part_ = flow.parts.size();
    flow.parts.push_back(sheet.name);
  }

  void run() {
    const int rows = sheet_.row_count();
    for (int row = 0; row < rows;) {
      if (filled(row) == 0) {
        ++row;
        continue;
      }
      int end = row;
      while (end < rows && filled(end) > 0) ++end;
      group(row, end);
      row = end;
    }
  }

 private:
  int filled(int row) const {
    const auto& cells = sheet_.rows[static_cast<std::size_t>(row)];
    return static_cast<int>(
        std::count_if(cells.begin(), cells.end(), [](const formats::Cell& c) { return !trim(c.shown).empty(); }));
  }

  void group(int start, int end) {
    while (start < end && filled(start) == 1) line(start++, true);
    int last = end;
    while (last > start && filled(last - 1) == 1) --last;
    if (last - start >= 2) {
      table(start, last);
    } else {
      last = start;
    }
    for (int row = last; row < end; ++row) line(row, false);
  }

  /// A row as a paragraph.
  void line(int row, bool title) {
    FlowBlock block;
    const auto& cells = sheet_.rows[static_cast<std::size_t>(row)];
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (trim(cells[c].shown).empty()) continue;
      if (!block.pieces.empty()) block.pieces.push_back({U"\t", Piece::kNowhere, part_, {}});
      block.pieces.push_back(piece(row, static_cast<int>(c)));
    }
    block.caption = title && block.pieces.size() == 1;
    flow_.blocks.push_back(std::move(block));
  }

  Piece piece(int row, int column) { return {to_u32(sheet_.at(row, column).shown), next_++, part_, cell_name(row, column)}; }

  void table(int start, int end) {
    int columns = 0;
    for (int row = start; row < end; ++row) {
      const auto& cells = sheet_.rows[static_cast<std::size_t>(row)];
      for (std::size_t c = 0; c < cells.size(); ++c)
        if (!trim(cells[c].shown).empty()) columns = std::max(columns, static_cast<int>(c) + 1);
    }
    FlowBlock block{.kind = FlowBlock::Kind::table};
    block.table = std::make_unique<FlowTable>();
    FlowTable& t = *block.table;
    t.rows = end - start;
    t.columns = columns;
    for (int row = start; row < end; ++row)
      for (int column = 0; column < columns; ++column) {
        const formats::CellRange* merge = nullptr;
        for (const formats::CellRange& m : sheet_.merges)
          if (m.contains(row, column)) merge = &m;
        if (merge && (merge->first_row != row || merge->first_column != column)) continue;
        FlowCell cell;
        cell.row = row - start;
        cell.column = column;
        if (merge) {
          cell.row_span = std::min(merge->last_row, end - 1) - row + 1;
          cell.column_span = std::min(merge->last_column, columns - 1) - column + 1;
        }
        if (!trim(sheet_.at(row, column).shown).empty()) {
          FlowBlock text;
          text.pieces.push_back(piece(row, column));
          cell.blocks.push_back(std::move(text));
        }
        t.cells.push_back(std::move(cell));
      }
    flow_.blocks.push_back(std::move(block));
  }

  const Sheet& sheet_;
  Flow& flow_;
  std::size_t part_, next_ = 0;
};

}  // namespace

std::optional<Reading> read_sheets(const std::string& path, const std::string& bytes, Diagnostics& faults) {
  Diagnostics own;
  const auto book = formats::read_workbook(bytes, path, own);
  // What the workbook reader says is of returns; here the file is somebody's report and one reason is enough.
  if (!book || own.has_errors()) {
    std::string why = "a part of it cannot be read";
    for (const Diagnostic& d : own.list())
      for (const auto& [name, value] : d.args)
        if (name == "why" && d.kind->severity == Severity::error) why = value;
    const bool old = bytes.starts_with("\xD0\xCF\x11\xE0");
    if (old) why = ZH_N("old .xls workbooks and encrypted workbooks cannot be read");
    faults.add(kDamaged, {}, {{"file", path}, {"format", old ? ".xls" : ".xlsx"}, {"why", why}});
    return std::nullopt;
  }
  Flow flow;
  for (const Sheet& sheet : book->sheets) {
    if (sheet.hidden) continue;
    if (sheet.merges.size() > 20000) continue;
    SheetReader(sheet, flow).run();
  }
  Reading reading;
  reading.path = path;
  reading.format = "xlsx";
  lay_out(flow, reading);
  if (reading.blocks.empty()) {
    faults.add(kEmpty, {}, {{"file", path}});
    return std::nullopt;
  }
  return reading;
}

}  // namespace zh::readback
