#include <algorithm>

#include "base/text.h"
#include "report/blocks.h"
#include "report/codes.h"
#include "report/print.h"

/// Tables of things with names: the rows of a register.
namespace zh::report {

using document::TableCell;

TableCell text_cell(const std::string& text, bool total) {
  TableCell cell;
  if (!text.empty()) cell.content.emplace_back(document::Text{text});
  cell.total = total;
  return cell;
}

namespace {

/// A merged cell has its text on its first page only: no run is longer than about a page.
constexpr std::size_t kLongestMerge = 15;

/// Equal neighbours in these columns become one cell, but not across the borders of a merged column further left.
void merge_equal(document::Table& table, std::vector<std::size_t> columns) {
  std::sort(columns.begin(), columns.end());
  auto& rows = table.rows;
  const std::size_t first = static_cast<std::size_t>(table.header_rows);
  std::vector<bool> border(rows.size() + 1, false);
  std::vector<std::pair<std::size_t, std::size_t>> covered;
  for (const std::size_t c : columns) {
    for (std::size_t top = first, r = first + 1; r <= rows.size(); ++r) {
      const auto same = [&] {
        const std::string text = document::plain_text(rows[top][c].content);
        return !text.empty() && text == document::plain_text(rows[r][c].content);
      };
      if (r < rows.size() && !border[r] && r - top < kLongestMerge && same()) {
        ++rows[top][c].row_span;
        covered.emplace_back(r, c);
        continue;
      }
      border[r] = true;
      top = r;
    }
  }
  std::sort(covered.rbegin(), covered.rend());
  for (const auto& [r, c] : covered) rows[r].erase(rows[r].begin() + static_cast<std::ptrdiff_t>(c));
}

class RegisterTable {
 public:
  RegisterTable(Session& session, Body& body, Remarks& remarks, document::Table& table)
      : session_(session), body_(body), remarks_(remarks), table_(table) {}

  void build() {
    find();
    read_columns();
    std::vector<std::pair<std::size_t, std::string>> conditions;
    if (const Node* where = body_.find("where"))
      for (const auto& [field, value] : where->table)
        if (const auto index = index_of(field, value.where)) conditions.emplace_back(*index, value.text);
    const Node* number = body_.text("number");
    std::vector<TableCell> header;
    if (number) header.push_back(text_cell(number->text));
    for (const Field& field : fields_) header.push_back(text_cell(field.header));
    const std::size_t width = header.size();
    table_.columns = static_cast<int>(width);
    table_.rows.push_back(std::move(header));
    if (!found_) return;
    for (const store::Register::Row& row : found_->rows) {
      const auto value = [&](std::size_t i) { return i < row.values.size() ? row.values[i] : std::string(); };
      if (!std::all_of(conditions.begin(), conditions.end(), [&](const auto& c) { return value(c.first) == c.second; }))
        continue;
      std::vector<TableCell> cells;
      if (number) cells.push_back(text_cell(std::to_string(table_.rows.size())));
      for (const Field& field : fields_) cells.push_back(text_cell(value(field.index)));
      table_.rows.push_back(std::move(cells));
    }
    merge(number != nullptr);
    if (!found_->rows.empty()) return;
    // A list that nobody has sent yet is missing, not empty.
    const std::string mark = mark_of_missing(ObsStatus::missing);
    table_.rows.emplace_back(width, text_cell(mark));
    remarks_.missing.push_back(mark);
  }

 private:
  struct Field {
    std::string header;
    std::size_t index;
  };

  void find() {
    const Node* name = body_.text("register");
    std::vector<std::string> names;
    if (session_.input.registers)
      for (const store::Register& r : *session_.input.registers) {
        names.push_back(r.name);
        if (name && r.name == name->text) found_ = &r;
      }
    if (found_) session_.output.registers.insert(found_->name);
    if (name && !found_)
      session_.faults.add(kUnknownRegister, {name->where}, {{"name", name->text}}, nearest(name->text, names));
  }

  std::optional<std::size_t> index_of(const std::string& field, const Location& where) {
    if (!found_) return std::nullopt;
    const auto at = std::find(found_->fields.begin(), found_->fields.end(), field);
    if (at != found_->fields.end()) return static_cast<std::size_t>(at - found_->fields.begin());
    session_.faults.add(kUnknownField, {where}, {{"register", found_->name}, {"name", field}}, nearest(field, found_->fields));
    return std::nullopt;
  }

  void read_columns() {
    for (const Node* node : body_.list("columns")) {
      std::string field = node->text, header = node->text;
      Location where = node->where;
      if (node->kind == Node::Kind::table) {
        Body body(*node, session_.faults);
        if (const Node* f = body.text("field", true)) {
          field = header = f->text;
          where = f->where;
        }
        if (const Node* n = body.text("name")) header = n->text;
        body.finish();
      }
      if (const auto index = index_of(field, where)) fields_.push_back({header, *index});
    }
    if (found_ && !body_.find("columns"))
      for (std::size_t i = 0; i < found_->fields.size(); ++i) fields_.push_back({found_->fields[i], i});
  }

  void merge(bool numbered) {
    std::vector<std::size_t> columns;
    for (const Node* node : body_.texts("merge")) {
      const auto index = index_of(node->text, node->where);
      for (std::size_t i = 0; index && i < fields_.size(); ++i)
        if (fields_[i].index == *index) columns.push_back(i + (numbered ? 1 : 0));
    }
    merge_equal(table_, columns);
  }

  Session& session_;
  Body& body_;
  Remarks& remarks_;
  document::Table& table_;
  const store::Register* found_ = nullptr;
  std::vector<Field> fields_;
};

}  // namespace

void build_register(Session& session, Body& body, Remarks& remarks, document::Table& table) {
  RegisterTable(session, body, remarks, table).build();
}

}  // namespace zh::report
