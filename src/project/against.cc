#include "project/against.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "project/align.h"
#include "project/direction.h"

namespace zh::project {
namespace {

using check::Finding;

/// The cells that a value rests on, the first two by name.
void collect(const expr::LineagePtr& lineage, std::vector<std::string>& cells) {
  if (!lineage) return;
  for (const store::Origin& origin : lineage->origins)
    if (std::find(cells.begin(), cells.end(), origin.str()) == cells.end()) cells.push_back(origin.str());
  for (const expr::LineagePtr& input : lineage->inputs) collect(input, cells);
}

std::string basis_of(const report::Fact& fact) {
  std::vector<std::string> cells;
  collect(fact.value.lineage, cells);
  std::string out = "项目中是" + fact.expression + (fact.wording.empty() ? "" : "的" + fact.wording);
  for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), 2); ++i) out += (i == 0 ? "，出处：" : "；") + cells[i];
  if (cells.size() > 2) out += "等" + std::to_string(cells.size()) + "处";
  return out;
}

std::u32string words_of(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  std::u32string out;
  for (std::size_t i = begin; i < std::min(end, tokens.size()); ++i)
    if (!tokens[i].numeral) out += tokens[i].text;
  return out;
}

class Comparison {
 public:
  Comparison(const readback::Reading& reading, const Model& model, check::Result& result)
      : model_(model), result_(result), found_(lines_of(reading)), expected_(lines_of(model)) {}

  Against run() {
    const std::vector<int> partner = align(found_, expected_);
    std::set<std::string> printed;
    for (std::size_t f = 0; f < found_.size(); ++f) {
      if (partner[f] < 0) {
        for (const Token& token : found_[f].tokens) out_.unknown += token.numeral ? 1 : 0;
        continue;
      }
      const Line& expected = expected_[static_cast<std::size_t>(partner[f])];
      for (const Token& token : expected.tokens)
        if (!token.fact.empty()) printed.insert(token.fact);
      compare(found_[f], expected);
    }
    std::set<std::string> all;
    for (const Line& line : expected_)
      for (const Token& token : line.tokens)
        if (!token.fact.empty()) all.insert(token.fact);
    out_.missing = static_cast<int>(all.size() - printed.size());
    result_.findings.insert(result_.findings.begin(), findings_.begin(), findings_.end());
    return out_;
  }

 private:
  void compare(const Line& found, const Line& expected) {
    std::size_t f = 0;
    for (const Change& change : changes(found, expected)) {
      agree(found, f, change.found_begin);
      differ(found, expected, change);
      f = change.found_end;
    }
    agree(found, f, found.tokens.size());
  }

  void agree(const Line& line, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!line.tokens[i].numeral) continue;
      ++out_.compared;
      const int number = number_at(line.tokens[i].range);
      if (number < 0) continue;
      check::Numeral& numeral = result_.numbers[static_cast<std::size_t>(number)];
      if (numeral.status == check::Status::unchecked) numeral.status = check::Status::checked;
    }
  }

  void differ(const Line& found, const Line& expected, const Change& change) {
    std::vector<const Token*> here, there;
    for (std::size_t i = change.found_begin; i < change.found_end; ++i)
      if (found.tokens[i].numeral) here.push_back(&found.tokens[i]);
    for (std::size_t i = change.expected_begin; i < change.expected_end; ++i)
      if (expected.tokens[i].numeral) there.push_back(&expected.tokens[i]);
    for (std::size_t i = 0; i < std::min(here.size(), there.size()); ++i) {
      ++out_.compared;
      if (here[i]->text != there[i]->text) number_differs(*here[i], *there[i], expected);
    }
    for (std::size_t i = here.size(); i < there.size(); ++i)
      if (!there[i]->fact.empty()) number_gone(found, change, *there[i], expected);
    out_.unknown += static_cast<int>(here.size() > there.size() ? here.size() - there.size() : 0);
    // A word of direction may be cut by the change: its neighbours belong to it.
    const auto around = [](std::size_t begin) { return begin == 0 ? begin : begin - 1; };
    const int now = direction(words_of(found.tokens, around(change.found_begin), change.found_end + 1));
    const int should = direction(words_of(expected.tokens, around(change.expected_begin), change.expected_end + 1));
    if (now * should < 0) direction_differs(found, expected, change);
  }

  void number_differs(const Token& here, const Token& there, const Line& expected) {
    ++out_.differing;
    std::string message = "“" + to_utf8(here.printed) + "”与项目不符，应为“" + to_utf8(there.printed) + "”";
    if (const report::Fact* fact = model_.report.ledger.find(there.fact)) message += "：" + basis_of(*fact);
    add("A101", here.range, std::move(message), expected, "改为“" + to_utf8(there.printed) + "”");
  }

  void number_gone(const Line& found, const Change& change, const Token& there, const Line& expected) {
    ++out_.differing;
    const std::size_t at = std::min(change.found_begin, found.tokens.size() - 1);
    std::string message = "此处缺少“" + to_utf8(there.printed) + "”";
    if (const report::Fact* fact = model_.report.ledger.find(there.fact)) message += "：" + basis_of(*fact);
    add("A103", found.tokens[at].range, std::move(message), expected, "");
  }

  void direction_differs(const Line& found, const Line& expected, const Change& change) {
    if (change.found_begin == change.found_end) return;
    const readback::Range range{found.tokens[change.found_begin].range.start, found.tokens[change.found_end - 1].range.end};
    add("A102", range,
        "“" + to_utf8(words_of(found.tokens, change.found_begin, change.found_end)) + "”与项目的数据方向相反，应为“" +
            to_utf8(words_of(expected.tokens, change.expected_begin, change.expected_end)) + "”",
        expected, "");
  }

  void add(const char* rule, readback::Range range, std::string message, const Line& expected, std::string repair) {
    Finding finding;
    finding.rule = rule;
    finding.message = std::move(message) + (expected.place.empty() ? "" : "（" + expected.place + "）");
    finding.range = range;
    finding.repair = std::move(repair);
    if (const int number = number_at(range); number >= 0) {
      finding.numbers.push_back(number);
      result_.numbers[static_cast<std::size_t>(number)].status = check::Status::conflicting;
    }
    findings_.push_back(std::move(finding));
  }

  /// Index of the checker's numeral that holds a place; -1: none.
  int number_at(readback::Range range) const {
    const auto& numbers = result_.numbers;
    const auto after = std::upper_bound(numbers.begin(), numbers.end(), range.start,
                                        [](std::size_t at, const check::Numeral& n) { return at < n.range.start; });
    if (after != numbers.end() && after->range.start < range.end) return static_cast<int>(after - numbers.begin());
    if (after == numbers.begin() || std::prev(after)->range.end <= range.start) return -1;
    return static_cast<int>(std::prev(after) - numbers.begin());
  }

  const Model& model_;
  check::Result& result_;
  std::vector<Line> found_, expected_;
  std::vector<Finding> findings_;
  Against out_;
};

}  // namespace

Against check_against(const readback::Reading& reading, const Model& model, check::Result& result) {
  return Comparison(reading, model, result).run();
}

}  // namespace zh::project
