// Lists that are told once more, item by item.
//
//   E842 same   五类诉求的环比：咨询类增长10.90%，投诉类下降6.59%，… and then 受理咨询10052件，环比增长10.90%;
//   受理投诉27839件，环比下降5.49%
//
// What: the items of a list are amounts, shares or growth rates with a name each; paragraphs of their own tell the same of what
// bears these names. When contradictory: others of the list stand in such paragraphs with their value, three digits or more,
// and this one is told there once, with another. When silent: several values under the name; another time or comparison;
// rounding.
#include <algorithm>
#include <map>

#include "check/lists.h"
#include "check/rules.h"
#include "check/search.h"
#include "check/times.h"

namespace zh::check {
namespace {

class ListEchoes {
 public:
  ListEchoes(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    for (const int id : e_.prose())
      if (const Claim& c = e_[id]; c.table < 0 && c.depth == 0 && !c.vague() && stem(c).size() >= 2)
        by_end_[Text(stem(c).substr(stem(c).size() - 2))].push_back(id);
    for (const std::vector<int>& paragraph : e_.paragraphs())
      for (const List& list : lists_of(e_, paragraph)) echoes(list);
  }

 private:
  /// 投诉 of 投诉类, 受理投诉.
  static View stem(const Claim& c) {
    View name = c.name;
    for (View tail = claim::end_any(name, {U"类", U"量", U"数", U"共", U"的"}); !tail.empty() && name.size() > tail.size() + 1;
         tail = claim::end_any(name, {U"类", U"量", U"数", U"共", U"的"}))
      name.remove_suffix(tail.size());
    return name;
  }
  /// With last month, or with last year.
  bool monthly(const Claim& c) const {
    if (c.month_on_month) return true;
    const View text = e_.passage(c.id).text;
    const std::size_t from = claim::start_behind(text, c.start, U"。！？\n");
    const claim::Found said = claim::find_last(text.substr(from, c.start - from), {U"环比", U"同比", U"比上年", U"上月"});
    return said.word == U"环比" || said.word == U"上月";
  }
  /// What paragraphs elsewhere tell of the item's name: one value, or nothing.
  int told(const Claim& item) const {
    const View own = stem(item);
    constexpr std::size_t kVerb = 4, kMost = 60;
    const auto bucket = by_end_.find(Text(own.substr(own.size() - 2)));
    if (bucket == by_end_.end() || bucket->second.size() > kMost) return -1;
    int found = -1;
    for (const int id : bucket->second) {
      const Claim& x = e_[id];
      const View name = stem(x);
      if (x.block == item.block || x.role != item.role || x.kind != item.kind || x.noun != item.noun ||
          !claim::ends_with(name, own) || name.size() > own.size() + kVerb || monthly(x) != monthly(item) ||
          other_time(e_, x, item) || among_others(x) ||
          name.substr(0, name.size() - own.size()).find_first_of(U"局省市县区级镇所") != View::npos)
        continue;
      if (found >= 0 && e_[found].exact != x.exact) return -1;
      found = id;
    }
    return found;
  }
  /// Whether its sentence tells a like number of something else: a list of its own.
  bool among_others(const Claim& x) const {
    for (const int step : {-1, 1})
      for (int id = x.id + step;
           id >= 0 && id < static_cast<int>(e_.all.size()) && e_[id].passage == x.passage && e_[id].sentence == x.sentence;
           id += step)
        if (e_[id].role == x.role && e_[id].kind == x.kind && e_[id].noun == x.noun) return true;
    return false;
  }
  void echoes(const List& list) {
    constexpr std::size_t kFewest = 3, kMost = 20;
    constexpr int kDigits = 3;
    if (list.ids.size() < kFewest || list.ids.size() > kMost) return;
    int same = 0, other = -1, there = -1;
    for (const int id : list.ids) {
      const Claim& item = e_[id];
      if (item.name_inherited || stem(item).size() < 2 || item.vague()) return;
      const int id_there = told(item);
      if (id_there < 0) continue;
      const Claim& x = e_[id_there];
      if (x.exact == item.exact) {
        same += telling_digits(item) >= kDigits;
      } else if (x.value.low > item.value.high || item.value.low > x.value.high) {
        if (other >= 0) return;
        other = id, there = id_there;
      }
    }
    // An amount may be of another office or month: one that comes again proves little.
    if (same < (e_[list.ids.front()].is_percentage() ? 1 : 2) || other < 0 || telling_digits(e_[other]) < kDigits) return;
    contradict(e_, ledger_, "E842", "same", there, {other}, e_[other].value, number_text(e_, other), "而前面逐项所列的同一项");
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::map<Text, std::vector<int>> by_end_;  ///< by the two characters that end what a number is called
};

}  // namespace

void check_list_echoes(const Evidence& evidence, Ledger& ledger) { ListEchoes(evidence, ledger).run(); }

}  // namespace zh::check
