#include <algorithm>

#include "base/text.h"
#include "report/axis.h"
#include "report/blocks.h"
#include "report/codes.h"

namespace zh::report {
namespace {

using document::Align;
using document::TableCell;

/// What a column says of a target: its name in the chapter, its header, and the binding that fills its cells, where
/// X stands for the value and Y for the indicator whose target it is.
struct Column {
  const char* word;
  const char* chinese;
  const char* header;
  const char* binding;  ///< nullptr: words of the catalogue
  double width;
  Align align = Align::center;
};
constexpr Column kColumns[] = {
    {"indicator", "指标", "指标", nullptr, 2.2, Align::left},
    {"target", "目标", "目标值", "{{ 目标(Y) | 值 }}", 1},
    {"due", "年份", "目标年份", nullptr, 1},
    {"value", "本期", nullptr, "{{ X | 值 }}", 1.2},
    {"gap", "差距", "与目标相比", "{{ X | 较(目标(Y)) }}", 1.7},
    {"verdict", "评价", "是否达到", "{{ X | 评价(目标 = Y) }}", 1},
    {"trend", "走势", "走势", "{{ X | 走势 }}", 1.2},
    {"needed", "还须", "达标所需", "{{ X | 达标所需(目标 = Y) }}", 2.6, Align::left},
    {"source", "依据", "依据", nullptr, 3, Align::left},
};
constexpr const char* kUsual[] = {"indicator", "target", "due", "value", "gap", "verdict", "trend"};

struct Row {
  std::string name, x, y;
  const catalog::Indicator* indicator = nullptr;  ///< that of the target
  Location where;
};

class Targets {
 public:
  Targets(Session& session, Body& body, WeaveOptions options, document::Table& table)
      : session_(session), body_(body), options_(std::move(options)), table_(table) {}

  void build() {
    read_columns();
    read_rows();
    table_.columns = static_cast<int>(columns_.size());
    table_.rows.emplace_back();
    for (const Column* column : columns_) {
      TableCell cell;
      const std::string header = column->header ? column->header : session_.input.context.period.chinese();
      cell.content.emplace_back(document::Text{header});
      table_.rows.back().push_back(std::move(cell));
      table_.widths.push_back(column->width);
    }
    int number = 0;
    for (const Row& row : rows_) {
      ++number;
      table_.rows.emplace_back();
      for (std::size_t c = 0; c < columns_.size(); ++c)
        table_.rows.back().push_back(cell(row, *columns_[c], number, static_cast<int>(c) + 1));
    }
  }

 private:
  void read_columns() {
    std::vector<std::string> words(std::begin(kUsual), std::end(kUsual));
    const std::vector<const Node*> chosen = body_.texts("columns");
    std::string known;
    for (const Column& column : kColumns) known += (known.empty() ? "" : ", ") + std::string(column.word);
    const auto find = [](const std::string& word) {
      return std::find_if(std::begin(kColumns), std::end(kColumns),
                          [&](const Column& column) { return word == column.word || word == column.chinese; });
    };
    for (const Node* node : chosen) {
      const auto* const at = find(node->text);
      if (at == std::end(kColumns))
        body_.wrong(*node, "columns", known);
      else
        columns_.push_back(at);
    }
    if (chosen.empty())
      for (const std::string& word : words) columns_.push_back(find(word));
  }

  void read_rows() {
    const Node* all = body_.find("targets");
    if (all->kind == Node::Kind::text) {
      if (all->text != "all" && all->text != "全部") body_.wrong(*all, "targets", "\"all\", [\"…\"]");
      for (const catalog::Indicator& indicator : session_.input.environment->catalog().indicators())
        if (!indicator.targets.empty() && has_value_of(indicator, all->where))
          rows_.push_back({indicator.name, indicator.name, indicator.name, &indicator, all->where});
      if (rows_.empty()) session_.faults.add(kNoTargets, {all->where});
      return;
    }
    for (const Node* node : body_.list("targets")) {
      Row row{.where = node->where};
      if (node->kind == Node::Kind::text) {
        row.x = row.y = node->text;
      } else if (node->kind == Node::Kind::table) {
        Body entry(*node, session_.faults);
        if (const Node* value = entry.text("value", true)) row.x = value->text;
        const Node* target = entry.text("target");
        row.y = target ? target->text : row.x;
        if (const Node* name = entry.text("name")) row.name = name->text;
        entry.finish();
      } else {
        body_.wrong(*node, "targets", "[\"…\", { value = \"…\", target = \"…\" }]");
        continue;
      }
      const auto x = compile_value(session_, row.x, row.where);
      const auto y = row.y == row.x ? x : compile_value(session_, row.y, row.where);
      if (!x || !y) continue;
      row.indicator = y->type().indicator;
      if (!row.indicator || row.indicator->targets.empty()) {
        session_.faults.add(kNoTarget, {row.where}, {{"indicator", row.y}});
        continue;
      }
      if (row.name.empty()) row.name = x->type().indicator ? x->type().indicator->name : x->text();
      rows_.push_back(std::move(row));
    }
  }

  bool has_value_of(const catalog::Indicator& indicator, const Location& where) {
    const auto x = compile_value(session_, indicator.name, where);
    return x && value_of(session_, *x, session_.input.context).number.has_value();
  }

  TableCell cell(const Row& row, const Column& column, int r, int c) {
    TableCell cell;
    cell.align = column.align;
    std::string text = column.binding ? column.binding : words(row, column);
    if (column.binding) {
      for (const auto& [letter, name] : {std::pair<char, const std::string&>{'Y', row.y}, {'X', row.x}})
        if (const std::size_t at = text.find(letter); at != std::string::npos) text.replace(at, 1, name);
      WeaveOptions options = options_;
      options.place.row = r;
      options.place.column = c;
      options.numeral_only = true;
      cell.content = weave_text(session_, text, row.where, options);
    } else {
      cell.header = column.word == std::string_view("indicator");
      cell.content.emplace_back(document::Text{text});
    }
    return cell;
  }

  std::string words(const Row& row, const Column& column) const {
    const catalog::Target& target = *catalog::target_for(*row.indicator, session_.input.context.period.last_year());
    const std::string_view word = column.word;
    if (word == "due") return std::to_string(target.by) + "年";
    if (word == "source") return target.document + (target.clause.empty() ? "" : "，" + target.clause);
    return row.name;
  }

  Session& session_;
  Body& body_;
  WeaveOptions options_;
  document::Table& table_;
  std::vector<const Column*> columns_;
  std::vector<Row> rows_;
};

}  // namespace

void build_targets(Session& session, Body& body, const WeaveOptions& options, document::Table& table) {
  Targets(session, body, options, table).build();
}

}  // namespace zh::report
