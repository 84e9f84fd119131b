#include "check/grid.h"

namespace zh::check {
namespace {

bool is_total(const Text& label) {
  return label.size() <= 12 && !claim::find_any(label, {U"合计", U"总计", U"小计", U"共计"}).empty();
}

/// Data only: labels such as running numbers are not in the grid.
int datum(const Evidence& evidence, int id) {
  if (id < 0) return -1;
  const Claim& c = evidence[id];
  return c.role == Role::label || c.role == Role::date ? -1 : id;
}

}  // namespace

Grid columns_of(const Evidence& evidence, const claim::Table& t) {
  Grid g;
  g.table = &t;
  g.by_columns = true;
  const auto head = static_cast<std::size_t>(t.header_rows), rows = static_cast<std::size_t>(t.rows);
  g.entries = rows - head;
  for (std::size_t c = 0; c < static_cast<std::size_t>(t.columns); ++c) {
    std::vector<int> line;
    for (std::size_t r = head; r < rows; ++r) line.push_back(datum(evidence, t.number[r][c]));
    g.line.push_back(std::move(line));
    g.label.push_back(c < t.header.size() ? t.header[c] : Text());
    g.kind.push_back(c < t.kind.size() ? t.kind[c] : claim::Table::Column::level);
    g.total.push_back(is_total(g.label.back()));
    g.indent.push_back(claim::starts_with(g.label.back(), U"其中") ? 1 : 0);
  }
  for (std::size_t r = head; r < rows; ++r) g.entry_total.push_back(t.total[r]);
  return g;
}

Grid rows_of(const Evidence& evidence, const claim::Table& t) {
  Grid g;
  g.table = &t;
  g.by_columns = false;
  g.entries = static_cast<std::size_t>(t.columns);
  for (std::size_t r = static_cast<std::size_t>(t.header_rows); r < static_cast<std::size_t>(t.rows); ++r) {
    std::vector<int> line;
    for (std::size_t c = 0; c < g.entries; ++c) line.push_back(datum(evidence, t.number[r][c]));
    g.line.push_back(std::move(line));
    g.label.push_back(t.row_label[r]);
    // A row is of one kind if all its numbers are.
    g.kind.push_back(claim::Table::Column::level);
    g.total.push_back(t.total[r]);
    g.indent.push_back(t.indent[r]);
  }
  for (std::size_t c = 0; c < g.entries; ++c) g.entry_total.push_back(c < t.header.size() && is_total(t.header[c]));
  return g;
}

}  // namespace zh::check
