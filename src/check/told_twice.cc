// The growth of one thing that two chapters tell.
//
//   E841 same   规上工业增加值同比增长8.4% in the summary, 规上工业增加值增长3.7% in its chapter
//
// What: year-on-year growth rates whose clause begins with the very same name of five characters or more, in two paragraphs,
// each of the time that the whole text is of. When contradictory: the values differ by more than their rounding, and the name
// is told with no third value. When silent: a month, a quarter, a sum since January or a region is named in one of the two
// sentences and not in the other; 环比, or another basis that the paragraph named before.
#include <algorithm>
#include <map>
#include <set>

#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class ToldTwice {
 public:
  ToldTwice(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    if (plans()) return;
    std::map<Text, std::vector<int>> told;
    for (const int id : e_.prose())
      if (Text name = grown(e_[id]); !name.empty()) told[std::move(name)].push_back(id);
    std::vector<std::pair<int, int>> pairs;
    for (const auto& [name, ids] : told) {
      std::set<Rational> values;
      for (const int id : ids) values.insert(e_[id].exact);
      if (values.size() != 2) continue;
      const Claim& a = e_[ids[0]];
      constexpr int kSummary = 2;  // paragraphs with numbers
      if (e_.paragraph(a.id) >= kSummary) continue;
      for (const int id : ids) {
        const Claim& b = e_[id];
        // Of two amounts that differ these are the growth rates of both.
        if (level_of(a) >= 0 && level_of(b) >= 0 && e_[level_of(a)].exact != e_[level_of(b)].exact) continue;
        if (a.block == b.block || other_place(a, b) || lead(a) != lead(b) || basis(a) != basis(b) || other_time(e_, a, b) ||
            (a.value.low <= b.value.high && b.value.low <= a.value.high))
          continue;
        pairs.emplace_back(a.id, b.id);
        break;
      }
    }
    // 同比 in one chapter, 环比 in the next: where two names of the same two paragraphs differ, the paragraphs are of two
    // things.
    for (const auto& [first, second] : pairs) {
      const auto beside = [&, a = first, b = second](const std::pair<int, int>& other) {
        return other.second != b && e_[other.first].block == e_[a].block && e_[other.second].block == e_[b].block;
      };
      constexpr std::size_t kMany = 3;
      if (pairs.size() < kMany && std::none_of(pairs.begin(), pairs.end(), beside))
        contradict(e_, ledger_, "E841", "same", second, {first}, e_[first].value, number_text(e_, first),
                   "而概述中同一指标的增减率");
    }
  }

 private:
  /// Growth that is asked for stands in the words of growth that was.
  bool plans() const {
    return std::any_of(e_.claims.passages.begin(), e_.claims.passages.end(), [](const claim::Passage& p) {
      return !claim::find_any(p.text, {U"预期目标", U"主要目标", U"工作安排", U"工作重点", U"下一步工作", U"力争"}).empty();
    });
  }
  /// Whether a short line between the two names a place: the chapters are of several.
  bool other_place(const Claim& a, const Claim& b) const {
    constexpr std::size_t kLongest = 24;
    return std::any_of(e_.claims.passages.begin(), e_.claims.passages.end(), [&](const claim::Passage& p) {
      return p.block > a.block && p.block < b.block && p.cell < 0 && p.text.size() <= kLongest &&
             p.text.find_first_of(U"省市县区州盟旗镇乡某") != Text::npos;
    });
  }
  static bool all_han(View words) { return std::all_of(words.begin(), words.end(), claim::is_han); }
  /// What grew: the thing before the verb, or the level in the clause before.
  Text grown(const Claim& c) const {
    constexpr std::size_t kFewest = 5;
    if (c.role != Role::growth || !c.is_percentage() || c.bound != claim::Numeral::Bound::exact || c.month_on_month ||
        c.table >= 0 || c.depth > 0)
      return {};
    const claim::Verb verb = claim::last_change_verb(c.clause_before);
    if (!verb) return {};
    View name = without(c.clause_before.substr(0, verb.at), {U"同比", U"比上年", U"较上年", U"按可比价格", U"可比", U"实际"});
    if (name.empty()) {
      const int level = level_of(c);
      if (level < 0) return {};
      name = without(e_[level].clause_before, {U"完成", U"实现", U"为", U"达到", U"达", U"累计"});
    }
    if (name.size() < kFewest || !all_han(name)) return {};
    return Text(name);
  }
  /// The amount in the clause before, or -1.
  int level_of(const Claim& c) const {
    if (c.id == 0) return -1;
    const Claim& level = e_[c.id - 1];
    const bool is = level.role == Role::level && level.is_amount() && level.sentence == c.sentence &&
                    c.clause - level.clause == 1 && level.passage == c.passage;
    return is ? level.id : -1;
  }
  static View without(View words, claim::Words tails) {
    for (View tail = claim::end_any(words, tails); !tail.empty(); tail = claim::end_any(words, tails))
      words.remove_suffix(tail.size());
    return words;
  }
  /// What growth is measured against by the last words before it in its paragraph: a paragraph that opens with 环比 goes on so.
  View basis(const Claim& c) const {
    // 二、工业生产者价格环比变动情况: of the heading above, where the paragraph says nothing.
    constexpr std::size_t kHeading = 30;
    int headings = 3;
    Text text(View(e_.passage(c.id).text).substr(0, c.start));
    for (int p = c.passage; p-- > 0 && headings > 0 && !claim::contains(text, U"环比") && !claim::contains(text, U"同比");) {
      const claim::Passage& above = e_.claims.passages[static_cast<std::size_t>(p)];
      if (above.cell < 0 && above.text.size() <= kHeading && above.text.find(U'。') == Text::npos) {
        text = above.text + text;
        --headings;
      }
    }
    View out;
    std::size_t last = 0;
    for (const View word :
         {View(U"环比"), View(U"比上月"), View(U"较上月"), View(U"比上季"), View(U"较上季"), View(U"年初"), View(U"上年末"),
          View(U"去年末"), View(U"年均"), View(U"平均"), View(U"同比"), View(U"比上年"), View(U"较上年")})
      if (const std::size_t at = text.rfind(word); at != View::npos && at >= last) {
        last = at;
        out = word == U"比上年" || word == U"较上年" ? View(U"同比") : word;
      }
    return out.empty() ? View(U"同比") : out;
  }
  /// The words of region and time that stand before a number in its sentence.
  Text lead(const Claim& c) const {
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？；\n");
    const View words = text.substr(from, c.start - from);
    Text out;
    for (const View word : {View(U"全国"), View(U"全省"), View(U"全市"), View(U"全县"), View(U"全区"), View(U"累计"),
                            View(U"当月"), View(U"季"), View(U"月"), View(U"年"), View(U"预计"), View(U"目标"), View(U"其中")})
      if (claim::contains(words, word)) out += word;
    return out;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_told_twice(const Evidence& evidence, Ledger& ledger) { ToldTwice(evidence, ledger).run(); }

}  // namespace zh::check
