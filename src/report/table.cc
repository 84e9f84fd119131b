#include <algorithm>
#include <array>

#include "base/text.h"
#include "report/axis.h"
#include "report/blocks.h"
#include "report/cases.h"
#include "report/codes.h"
#include "report/header_unit.h"
#include "report/ordering.h"
#include "report/phrase.h"
#include "report/spans.h"

namespace zh::report {
namespace {

using document::Align;
using document::Inlines;
using document::TableCell;

/// One row or one column of a table that is computed.
struct Line {
  std::string label;
  std::optional<expr::Expression> expression;  ///< of an indicator
  std::string selector;
  std::optional<expr::Context> context;
  bool total = false;
  bool rest = false;  ///< what a top leaves out
};

/// A side of the table: what its rows, or its columns, are.
struct Side {
  enum class Kind { years, regions, members, indicators };
  Kind kind = Kind::years;
  std::vector<Line> lines;
};

class TableBuilder {
 public:
  TableBuilder(Session& session, const Piece& piece, const std::string& number)
      : session_(session), body_(piece.text, *session.source, piece.first_line, piece.where, session.faults) {
    table_.id = piece.id;
    table_.number = number;
    place_ = {.kind = Place::Kind::table,
              .section = session.section,
              .id = piece.id,
              .number = number,
              .file = session.source->name,
              .line = piece.where.line};
  }

  document::Table build() {
    if (!body_.valid()) return std::move(table_);
    if (const Node* node = body_.text("caption", true))
      table_.caption = weave_text(session_, node->text, node->where, options(Place::Kind::caption));
    const Node* rows = body_.find("rows");
    if (body_.find("register"))
      from_register();
    else if (body_.find("targets"))
      targets();
    else if ((rows && rows->kind == Node::Kind::list) || body_.find("header"))
      explicit_cells();
    else
      computed();
    frame();
    body_.finish();
    return std::move(table_);
  }

 private:
  WeaveOptions options(Place::Kind kind) const {
    WeaveOptions out;
    out.place = place_;
    out.place.kind = kind;
    out.anchor = table_.id + (kind == Place::Kind::note ? "/note" : kind == Place::Kind::caption ? "/caption" : "");
    return out;
  }

  void frame() {
    table_.landscape = body_.boolean("landscape", false);
    if (body_.find("widths")) table_.widths = body_.numbers("widths");
    if (!table_.widths.empty() && static_cast<int>(table_.widths.size()) != table_.columns) {
      body_.wrong(*body_.find("widths"), "widths", std::to_string(table_.columns) + " × 1");
      table_.widths.clear();
    }
    std::vector<Align> align;
    for (const Node* node : body_.texts("align")) {
      if (node->text == "left" || node->text == "center" || node->text == "right")
        align.push_back(node->text == "left" ? Align::left : node->text == "right" ? Align::right : Align::center);
      else
        body_.wrong(*node, "align", "left, center, right");
    }
    if (!align.empty()) apply_align(align);
    table_.notes = notes_of(session_, body_.texts("notes"), remarks_, {}, options(Place::Kind::note));
  }

  /// Body cells only: header cells stay in the middle. The column of a cell counts the spans that reach into its row.
  void apply_align(const std::vector<Align>& align) {
    std::vector<int> covered(static_cast<std::size_t>(table_.columns), 0);
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      std::size_t column = 0;
      for (TableCell& cell : table_.rows[r]) {
        while (column < covered.size() && covered[column] > 0) ++column;
        if (static_cast<int>(r) >= table_.header_rows && column < align.size()) cell.align = align[column];
        for (int i = 0; i < cell.column_span && column < covered.size(); ++i, ++column) covered[column] = cell.row_span;
      }
      for (int& n : covered) n = std::max(0, n - 1);
    }
  }

  // ── computed tables ──

  void computed() {
    const Node* rows = body_.text("rows", true);
    const Node* columns = body_.text("columns", true);
    std::optional<expr::Expression> value;
    if (const Node* node = body_.text("value")) value = compile_value(session_, node->text, node->where);
    std::vector<Line> indicators = read_indicators();
    const expr::Context base = base_context(session_, body_);
    const Node* total = body_.text("total");
    if (!rows || !columns) return;
    const bool has_indicators = is_indicators(rows->text) || is_indicators(columns->text);
    if (!has_indicators && !body_.find("value")) session_.faults.add(kMissingKey, {body_.where()}, {{"key", "value"}});
    std::vector<const expr::Expression*> of;
    if (value) of.push_back(&*value);
    for (const Line& line : indicators)
      if (line.expression) of.push_back(&*line.expression);
    ordering_ = read_ordering(session_, body_);
    Side down = side(*rows, indicators, of, base, total, true), across = side(*columns, indicators, of, base, total, false);
    const std::string unit_mode = read_unit_mode();
    for (const expr::Expression* x : of)
      if (x->names_period() && (is_years(rows->text) || is_years(columns->text)))
        session_.faults.add(kFixedPeriod, {body_.where()}, {{"x", x->text()}});

    std::vector<std::vector<expr::Value>> values;
    std::vector<Unit> units;
    for (const Line& row : down.lines) {
      values.emplace_back();
      for (const Line& column : across.lines) {
        const auto& x = row.expression ? row.expression : column.expression ? column.expression : value;
        expr::Value v;
        if (x) {
          v = value_of(session_, *x, joined(base, row, column));
          const Unit unit = v.number ? v.unit : x->type().unit;
          v.unit = unit;
          if (row.rest) v = what_is_left(std::move(v), *x, values);
          if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
        }
        values.back().push_back(std::move(v));
      }
    }
    std::string mode = unit_mode;
    if (mode.empty()) mode = units.size() == 1 ? "note" : "label";
    if (mode == "note" && units.size() == 1 && !units[0].str().empty()) table_.unit_note = "单位：" + units[0].str();
    if (mode == "label" || (mode == "note" && units.size() > 1)) label_units(down, across, values);

    const Node* corner = body_.text("corner");
    const Node* rank = body_.text("rank");
    const Node* moves = body_.text("moves");
    std::vector<TableCell> header;
    if (rank) header.push_back(text_cell(rank->text));
    header.push_back(text_cell(corner                      ? corner->text
                               : is_indicators(rows->text) ? "指标"
                               : is_years(rows->text)      ? "年份"
                                                           : rows->text));
    for (const Line& column : across.lines) header.push_back(text_cell(column.label, column.total));
    if (moves) header.push_back(text_cell(moves->text));
    first_column_ = rank ? 3 : 2;
    table_.columns = static_cast<int>(header.size());
    table_.rows.push_back(std::move(header));
    for (std::size_t r = 0; r < down.lines.size(); ++r) {
      std::vector<TableCell> cells;
      if (rank) cells.push_back(rank_cell(r, down.lines[r].total));
      cells.push_back(text_cell(down.lines[r].label, down.lines[r].total));
      cells.back().header = true;
      for (std::size_t c = 0; c < across.lines.size(); ++c) {
        const Line &row = down.lines[r], &column = across.lines[c];
        const auto& x = row.expression ? row.expression : column.expression ? column.expression : value;
        TableCell cell =
            x ? number_cell(values[r][c], selected(x->text(), {row.selector, column.selector}), mode == "cell", r, c)
              : TableCell{};
        cell.total = row.total || column.total;
        cells.push_back(std::move(cell));
      }
      if (moves) cells.push_back(move_cell(r));
      table_.rows.push_back(std::move(cells));
    }
  }

  /// The whole, found in the row of the remainder, less what the rows above it list.
  static expr::Value what_is_left(expr::Value whole, const expr::Expression& x,
                                  const std::vector<std::vector<expr::Value>>& values) {
    std::vector<expr::Value> listed;
    for (std::size_t r = 0; r + 1 < values.size(); ++r) listed.push_back(values[r][values.back().size()]);
    return remainder(whole, listed, x.text() + "其余");
  }

  /// A dense rank: what ties has the same.
  TableCell rank_cell(std::size_t row, bool total) {
    if (row >= ordered_.items.size() || ordered_.items[row].rank == 0) return text_cell(total ? "" : "－");
    const expr::Item& item = ordered_.items[row];
    expr::Value value = resting_on({}, "位次(" + item.label + ")", ordered_.items);
    value.number = Rational(item.rank);
    return derived_cell(value, std::to_string(item.rank), std::to_string(item.rank), row, 1);
  }

  /// 新进, 升2位, 降1位, 持平.
  TableCell move_cell(std::size_t row) {
    if (row >= ordered_.items.size()) return text_cell("");
    const expr::Item& item = ordered_.items[row];
    expr::Value value = resting_on(item.value, "名次变化(" + item.label + ")", ordered_.before);
    const auto word = move_word(item, ordered_.before, ordering_.top);
    if (!word) {
      value.number.reset();
      if (has_value(value.status)) value.status = ObsStatus::missing;
      remarks_.see(value, value.lineage->label);
    }
    return derived_cell(value, word.value_or(mark_of_missing(value.status)), "", row, table_.columns);
  }

  TableCell derived_cell(const expr::Value& value, const std::string& text, const std::string& figure, std::size_t row,
                         int column) {
    Fact fact{.expression = value.lineage->label, .value = value, .text = text, .figure = figure};
    if (figure.empty()) fact.words = text;
    Place place = place_;
    place.row = static_cast<int>(row) + 1;
    place.column = column;
    TableCell cell;
    const Fact& printed = session_.record(table_.id, std::move(fact), "", std::move(place));
    cell.content.emplace_back(document::Number{printed.text, printed.id});
    return cell;
  }

  static bool is_indicators(std::string_view word) { return word == "指标" || word == "indicator"; }

  std::vector<Line> read_indicators() {
    std::vector<Line> lines;
    for (const Node* node : body_.list("indicators")) {
      Line line;
      if (node->kind == Node::Kind::text) {
        line.expression = compile_value(session_, node->text, node->where);
      } else if (node->kind == Node::Kind::table) {
        Body body(*node, session_.faults);
        if (const Node* value = body.text("value", true)) line.expression = compile_value(session_, value->text, value->where);
        if (const Node* name = body.text("name")) line.label = name->text;
        body.finish();
      } else {
        body_.wrong(*node, "indicators", "[\"…\", { name = \"…\", value = \"…\" }]");
        continue;
      }
      if (line.label.empty() && line.expression)
        line.label = line.expression->type().indicator ? line.expression->type().indicator->name : line.expression->text();
      lines.push_back(std::move(line));
    }
    return lines;
  }

  Side side(const Node& word, const std::vector<Line>& indicators, const std::vector<const expr::Expression*>& of,
            const expr::Context& base, const Node* total, bool is_rows) {
    Side out;
    if (is_indicators(word.text)) {
      out.kind = Side::Kind::indicators;
      out.lines = indicators;
      if (indicators.empty()) session_.faults.add(kMissingKey, {body_.where()}, {{"key", "indicators"}});
      return out;
    }
    out.kind = is_years(word.text) ? Side::Kind::years : is_regions(word.text) ? Side::Kind::regions : Side::Kind::members;
    std::vector<Category> all = categories(session_, body_, word, of, base);
    const bool ranks = ordering_.any() || body_.find("rank") || body_.find("moves");
    if (is_rows && ranks && !of.empty() && out.kind != Side::Kind::years) {
      Ordered ordered = order(session_, ordering_, std::move(all), *of.front());
      if (auto note = ties_note(session_, ordering_, ordered, *of.front(), word.text, options(Place::Kind::note)))
        remarks_.generated.push_back(std::move(*note));
      all = std::move(ordered.listed);
      ordered_ = std::move(ordered);
    }
    for (Category& c : all) out.lines.push_back({c.label, std::nullopt, c.selector, std::move(c.context)});
    expr::Context whole = base;
    whole.of_whole = true;
    if (out.kind != Side::Kind::members) return out;
    if (is_rows && ordering_.top && !ordering_.rest.empty())
      out.lines.push_back({ordering_.rest, std::nullopt, "", whole, false, true});
    if (total) out.lines.push_back({total->text, std::nullopt, "", whole, true});
    return out;
  }

  static expr::Context joined(const expr::Context& base, const Line& row, const Line& column) {
    expr::Context out = base;
    for (const Line* line : {&row, &column}) {
      if (!line->context) continue;
      if (line->context->period != base.period) out.period = line->context->period;
      if (line->context->region != base.region) out.region = line->context->region;
      for (const auto& [breakdown, member] : line->context->members) out.members[breakdown] = member;
      out.of_whole = out.of_whole || line->context->of_whole;
    }
    return out;
  }

  std::string read_unit_mode() {
    const Node* node = body_.text("unit");
    if (!node) return {};
    for (const char* mode : {"note", "label", "cell", "none"})
      if (node->text == mode) return mode;
    body_.wrong(*node, "unit", "note, label, cell, none");
    return {};
  }

  /// （亿元） after the labels of the side whose lines have one unit each.
  static void label_units(Side& down, Side& across, const std::vector<std::vector<expr::Value>>& values) {
    Side& side = down.kind == Side::Kind::indicators ? down : across;
    const bool by_row = &side == &down;
    for (std::size_t i = 0; i < side.lines.size(); ++i) {
      std::optional<Unit> unit;
      bool one = true;
      for (std::size_t j = 0; j < (by_row ? across : down).lines.size(); ++j) {
        const Unit& u = by_row ? values[i][j].unit : values[j][i].unit;
        if (unit && *unit != u) one = false;
        unit = u;
      }
      if (unit && one && !unit->str().empty()) side.lines[i].label += "（" + unit->str() + "）";
    }
  }

  static TableCell text_cell(const std::string& text, bool total = false) {
    TableCell cell;
    if (!text.empty()) cell.content.emplace_back(document::Text{text});
    cell.total = total;
    return cell;
  }

  TableCell number_cell(const expr::Value& value, const std::string& expression, bool with_unit, std::size_t row,
                        std::size_t column) {
    TableCell cell;
    remarks_.see(value, expression);
    see_rates(session_, remarks_, value);
    Fact fact{.expression = expression, .value = value};
    if (value.number) {
      const Printed printed = print(value, session_.input.context.rounding, {.with_unit = with_unit});
      fact.text = printed.text();
      fact.figure = printed.figure;
    } else {
      fact.text = mark_of_missing(value.status);
    }
    Place place = place_;
    place.row = static_cast<int>(row) + 1;
    place.column = static_cast<int>(column) + first_column_;
    const Fact& printed = session_.record(table_.id, std::move(fact), "", std::move(place));
    cell.content.emplace_back(document::Number{printed.text, printed.id});
    return cell;
  }

  // ── explicit tables ──

  using Grid = std::vector<std::vector<const Node*>>;

  Grid read_grid(const char* key) {
    Grid grid;
    for (const Node* row : body_.list(key)) {
      if (row->kind != Node::Kind::list) {
        body_.wrong(*row, key, "[[\"…\", \"…\"]]");
        continue;
      }
      grid.emplace_back();
      for (const Node& cell : row->list) {
        if (cell.kind != Node::Kind::text) body_.wrong(cell, key, "[[\"…\", \"…\"]]");
        grid.back().push_back(&cell);
      }
      if (table_.columns == 0) table_.columns = static_cast<int>(grid.back().size());
      if (static_cast<int>(grid.back().size()) != table_.columns) {
        session_.faults.add(kRowLength, {row->where},
                            {{"count", std::to_string(grid.back().size())}, {"columns", std::to_string(table_.columns)}});
        grid.pop_back();
      }
    }
    return grid;
  }

  void explicit_cells() {
    const Grid header = read_grid("header"), rows = read_grid("rows");
    const auto totals = body_.integer("totals", 0, 1000);
    table_.header_rows = static_cast<int>(header.size());
    std::vector<std::string> bottom(static_cast<std::size_t>(table_.columns));  // the header text right above the values
    place_cells(header, true, [&](const Area& area, TableCell& cell) {
      const std::string text = document::plain_text(cell.content);
      for (int i = 0; i < area.columns; ++i) bottom[static_cast<std::size_t>(area.column + i)] = text;
    });
    const auto is_total_row = [&](int r) {
      if (totals) return r >= static_cast<int>(rows.size()) - *totals;
      const std::string& first = rows[static_cast<std::size_t>(r)][0]->text;
      return first == "合计" || first == "总计" || first == "小计";
    };
    place_cells(rows, false, [&](const Area& area, TableCell& cell) {
      cell.header = area.column == 0;
      cell.total = is_total_row(area.row);
      const auto header_unit = unit_of_header(bottom[static_cast<std::size_t>(area.column)]);
      if (!header_unit) return;
      for (const Part& part : parts_)
        if (part.value.number && part.text == part.figure && contradicts(*header_unit, part.unit))
          session_.faults.add(kHeaderUnit,
                              {rows[static_cast<std::size_t>(area.row)][static_cast<std::size_t>(area.column)]->where},
                              {{"header", header_unit->str()}, {"unit", part.unit.str()}});
    });
  }

  /// Appends the rows of a grid; `finish(area, cell)` after each cell, whose facts are in `parts_`.
  template <class Finish>
  void place_cells(const Grid& grid, bool header, Finish&& finish) {
    std::vector<std::vector<std::string>> texts;
    for (const auto& row : grid) {
      texts.emplace_back();
      for (const Node* node : row) texts.back().push_back(node->text);
    }
    std::vector<std::pair<int, int>> bad;
    const std::vector<Area> areas = join_cells(texts, header, bad);
    for (const auto& [r, c] : bad) {
      const Node& node = *grid[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
      session_.faults.add(kSpan, {node.where}, {{"mark", node.text}});
    }
    const std::size_t first = table_.rows.size();
    table_.rows.resize(first + grid.size());
    for (const Area& area : areas) {
      const Node& node = *grid[static_cast<std::size_t>(area.row)][static_cast<std::size_t>(area.column)];
      parts_.clear();
      WeaveOptions cell_options = options(Place::Kind::table);
      cell_options.place.row = header ? 0 : area.row + 1;
      cell_options.place.column = header ? 0 : area.column + 1;
      cell_options.numeral_only = !header;
      cell_options.remarks = header ? nullptr : &remarks_;
      cell_options.parts = &parts_;
      TableCell cell;
      cell.content = weave_text(session_, node.text, node.where, cell_options);
      cell.row_span = area.rows;
      cell.column_span = area.columns;
      finish(area, cell);
      table_.rows[first + static_cast<std::size_t>(area.row)].push_back(std::move(cell));
    }
  }

  void targets() {
    WeaveOptions cells = options(Place::Kind::table);
    cells.remarks = &remarks_;
    build_targets(session_, body_, cells, table_);
  }

  // ── registers ──

  void from_register() {
    const Node* name = body_.text("register");
    const store::Register* found = nullptr;
    std::vector<std::string> names;
    if (session_.input.registers)
      for (const store::Register& r : *session_.input.registers) {
        names.push_back(r.name);
        if (name && r.name == name->text) found = &r;
      }
    if (found) session_.output.registers.insert(found->name);
    if (name && !found)
      session_.faults.add(kUnknownRegister, {name->where}, {{"name", name->text}}, nearest(name->text, names));

    struct Field {
      std::string header;
      std::size_t index;
    };
    std::vector<Field> fields;
    const auto index_of = [&](const std::string& field, const Location& where) -> std::optional<std::size_t> {
      if (!found) return std::nullopt;
      const auto at = std::find(found->fields.begin(), found->fields.end(), field);
      if (at != found->fields.end()) return static_cast<std::size_t>(at - found->fields.begin());
      session_.faults.add(kUnknownField, {where}, {{"register", found->name}, {"name", field}}, nearest(field, found->fields));
      return std::nullopt;
    };
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
      if (const auto index = index_of(field, where)) fields.push_back({header, *index});
    }
    if (found && !body_.find("columns"))
      for (std::size_t i = 0; i < found->fields.size(); ++i) fields.push_back({found->fields[i], i});
    std::vector<std::pair<std::size_t, std::string>> conditions;
    if (const Node* where = body_.find("where"))
      for (const auto& [field, value] : where->table)
        if (const auto index = index_of(field, value.where)) conditions.emplace_back(*index, value.text);
    const Node* number = body_.text("number");

    std::vector<TableCell> header;
    if (number) header.push_back(text_cell(number->text));
    for (const Field& field : fields) header.push_back(text_cell(field.header));
    const std::size_t header_size = header.size();
    table_.columns = static_cast<int>(header_size);
    table_.rows.push_back(std::move(header));
    if (!found) return;
    for (const store::Register::Row& row : found->rows) {
      const auto value = [&](std::size_t i) { return i < row.values.size() ? row.values[i] : std::string(); };
      if (!std::all_of(conditions.begin(), conditions.end(), [&](const auto& c) { return value(c.first) == c.second; }))
        continue;
      std::vector<TableCell> cells;
      if (number) cells.push_back(text_cell(std::to_string(table_.rows.size())));
      for (const Field& field : fields) cells.push_back(text_cell(value(field.index)));
      table_.rows.push_back(std::move(cells));
    }
    std::vector<std::size_t> merged;
    for (const Node* node : body_.texts("merge"))
      for (std::size_t i = 0; i < fields.size(); ++i)
        if (const auto index = index_of(node->text, node->where); index && fields[i].index == *index)
          merged.push_back(i + (number ? 1 : 0));
    merge_equal(merged);
    if (!found->rows.empty()) return;
    // A list that nobody has sent yet is missing, not empty.
    const std::string mark = mark_of_missing(ObsStatus::missing);
    table_.rows.emplace_back(header_size, text_cell(mark));
    remarks_.missing.push_back(mark);
  }

  /// A merged cell has its text on its first page only: no run is longer than about a page.
  static constexpr std::size_t kLongestMerge = 15;

  /// Equal neighbours in these columns become one cell, but not across the borders of a merged column further left.
  void merge_equal(std::vector<std::size_t> columns) {
    std::sort(columns.begin(), columns.end());
    auto& rows = table_.rows;
    const std::size_t first = static_cast<std::size_t>(table_.header_rows);
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

  Session& session_;
  Body body_;
  document::Table table_;
  Place place_;
  Remarks remarks_;
  Ordering ordering_;
  Ordered ordered_;          ///< the rows, when they are ordered
  int first_column_ = 2;     ///< of values
  std::vector<Part> parts_;  ///< facts of the cell being written
};

}  // namespace

document::Table build_table(Session& session, const Piece& piece, const std::string& number) {
  return TableBuilder(session, piece, number).build();
}

}  // namespace zh::report
