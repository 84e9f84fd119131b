// Words that name the greatest or the smallest, and numbers that stand beside them.
//
//   O912 order   咨询2480件，最多; 街道最多; 二季度最多; 高新区18.93%居首: the one that is called so leads the list that it is
//   of
//
// What: the subject is the number right before the word, or the one of the list near by whose name stands before it. When
// contradictory (a warning): the list has three members or more, every one with its own name, one other member beats the
// subject, and that is no 其他. When silent: the words speak of another measure than the list; several others beat it.
#include "check/extremes.h"

#include <algorithm>

#include "check/frames.h"
#include "check/lists.h"
#include "check/rules.h"

namespace zh::check {

std::vector<Extreme> extremes_in(View text) {
  static constexpr std::pair<View, bool> kWords[] = {
      {U"最高", true},  {U"最大", true},   {U"最多", true},     {U"最快", true},     {U"最猛", true},   {U"居首", true},
      {U"首位", true},  {U"第一位", true}, {U"排名第一", true}, {U"位列第一", true}, {U"居第一", true}, {U"最低", false},
      {U"最小", false}, {U"最少", false},  {U"最慢", false},    {U"末位", false},    {U"第一大", true}};
  std::vector<Extreme> out;
  if (!claim::contains(text, U"最") && !claim::contains(text, U"首") && !claim::contains(text, U"第") &&
      !claim::contains(text, U"末"))
    return out;
  for (const auto& [word, most] : kWords)
    for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if (word == U"最多" && end < text.size() && !claim::one_of(text[end], U"，、。；：的是为）)达")) continue;
      out.push_back({at, word.size(), most});
    }
  // 增幅居全市第一: the rank stands apart from its verb.
  for (std::size_t at = text.find(U"第一"); at != View::npos; at = text.find(U"第一", at + 1)) {
    constexpr std::size_t kFar = 6;
    const View before = text.substr(at > kFar ? at - kFar : 0, std::min(at, kFar));
    const std::size_t end = at + 2;
    const bool other = end < text.size() && claim::one_of(text[end], U"产季批次类期线时代个大位名梯");
    const std::size_t verb = before.find_last_of(U"居列");
    if (other || verb == View::npos || verb + 1 == before.size() || before.find_first_of(U"，。；、", verb) != View::npos)
      continue;
    out.push_back({at, 2, true});
  }
  std::sort(out.begin(), out.end(), [](const Extreme& a, const Extreme& b) { return a.at < b.at; });
  return out;
}

Role measure_of(View words) {
  if (!claim::find_any(words, {U"增幅", U"涨幅", U"增速", U"升幅", U"降幅", U"跌幅", U"增长", U"上涨", U"下降", U"减幅"})
           .empty())
    return Role::growth;
  if (!claim::find_any(words, {U"比重", U"占比", U"份额"}).empty()) return Role::share;
  if (claim::contains(words, U"率")) return Role::rate;
  return Role::level;
}

bool of_falls(View words) { return !claim::find_any(words, {U"降幅", U"跌幅", U"下降", U"减幅"}).empty(); }

bool is_of(const Claim& c, Role measure) {
  if (c.role == Role::date || c.role == Role::label || c.role == Role::limit || c.chinese || c.vague()) return false;
  switch (measure) {
    case Role::growth:
      return c.role == Role::growth && c.is_percentage();
    case Role::share:
      return c.is_percentage() && (c.role == Role::share || c.role == Role::percent);
    case Role::rate:
      return c.is_percentage() && (c.role == Role::rate || c.role == Role::percent);
    default:
      return c.is_amount() && c.role == Role::level;
  }
}

Text row_name(const claim::Table& table, int row) {
  const auto r = static_cast<std::size_t>(row);
  for (std::size_t c = 0; c < table.text[r].size(); ++c) {
    if (table.number[r][c] >= 0 || table.text[r][c].empty()) continue;
    if (!std::any_of(table.text[r][c].begin(), table.text[r][c].end(), claim::is_han) && c == 0 && table.text[r].size() > 2 &&
        table.text[r][c].size() <= 2)
      continue;  // — in the column of running numbers
    // （二）国内游客, 1.烟草制品: without the number that it begins with.
    View label = table.text[r][c];
    if (numbering_level(label) > 0) {
      const std::size_t end = label.find_first_of(U"）)、.．", 1);
      if (end != View::npos && end + 2 < label.size()) label.remove_prefix(end + 1);
    }
    Text name = bare_label(Text(label));
    for (const View lead : {View(U"其中："), View(U"其中:"), View(U"其中")})
      if (claim::starts_with(name, lead)) {
        name.erase(0, lead.size());
        break;
      }
    return name;
  }
  return bare_label(table.row_label[r]);
}

Text bare_label(const Text& label, View stops, View marks) {
  Text out;
  for (const char32_t c : label)
    if (claim::one_of(c, stops))
      break;
    else if (!claim::one_of(c, marks))
      out += c;
  return out;
}

namespace {

class Extremes {
 public:
  Extremes(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries())
      if (entry.kind == "order" && entry.result >= 0) told_.push_back(entry.result);
  }

  void run() {
    for (std::size_t p = 0; p < e_.paragraphs().size(); ++p) {
      const claim::Passage& passage = e_.passage(e_.paragraphs()[p].front());
      constexpr std::size_t kLongest = 4000;
      if (passage.cell >= 0 || passage.text.size() > kLongest) continue;
      for (const Extreme& x : extremes_in(passage.text)) told(p, passage.text, x);
    }
  }

 private:
  struct Subject {
    int id = -1;
    bool beside = false;  ///< right before the word
  };

  void told(std::size_t p, View text, const Extreme& x) {
    constexpr std::size_t kLead = 30;
    std::size_t from = x.at;
    while (from > 0 && !claim::one_of(text[from - 1], U"，。；：、！？（）()\n") && x.at - from < kLead) --from;
    const View lead = text.substr(from, x.at - from);
    const Subject subject = subject_of(p, text, from, lead, x);
    if (subject.id < 0 || std::find(told_.begin(), told_.end(), subject.id) != told_.end()) return;
    const std::vector<int> others = beside(p, subject.id);
    if (others.empty()) return;
    compare(subject, others, x.most, of_falls(lead));
  }

  Subject subject_of(std::size_t p, View text, std::size_t from, View lead, const Extreme& x) const {
    const std::vector<int>& all = e_.paragraphs()[p];
    const Role measure = measure_of(lead);
    // 2480件，最多; 91.87%，为各类最低; 18.93%居首.
    for (const int id : all) {
      const Claim& c = e_[id];
      const bool in_clause = c.noun_end <= x.at && c.start >= from && x.at - c.noun_end <= 1;
      const bool clause_before = from > 0 && c.noun_end + 1 == from && text[from - 1] == U'，' && says_nothing(lead);
      if (!in_clause && !clause_before) continue;
      if (c.role == Role::count || c.role == Role::change || c.role == Role::prior || c.vague() || c.chinese) return {};
      if (in_clause && measure != Role::level && !is_of(c, measure)) return {};
      return {id, true};
    }
    if (std::any_of(lead.begin(), lead.end(), claim::is_digit)) return {};
    // 街道最多; 二季度最多: the name stands before the word.
    Text name(claim::strip_name(lead));
    // 三季度接待量最大: the time is the subject, and 接待量 all have.
    if (only_time(lead.substr(0, lead.find(name)))) return {};
    for (const View tail :
         {View(U"数量"), View(U"件数"), View(U"占比"), View(U"增速"), View(U"增幅"), View(U"比重"), View(U"位")})
      if (name.size() >= tail.size() + 2 && claim::ends_with(name, tail)) name.erase(name.size() - tail.size());
    if (name.size() < 2 || name.size() > 10) return {};
    Subject best;
    for (const int id : all) {
      const Claim& c = e_[id];
      if (c.noun_end > x.at) break;
      if (!is_of(c, measure) || c.name_inherited || x.at - c.noun_end > 160) continue;
      if (c.name == name || claim::ends_with(c.name, name) ||
          (claim::starts_with(c.name, name) && c.name.size() <= name.size() + 3))
        best = {id, false};
    }
    // 较差级的点位最多: the name of a member of a list begins the words.
    for (const int id : all) {
      const Claim& c = e_[id];
      if (best.id >= 0 || c.noun_end > x.at) break;
      const bool share =
          measure == Role::level && c.kind == claim::Numeral::Kind::percent && !c.vague() && c.role != Role::growth;
      if ((!is_of(c, measure) && !share) || c.name_inherited || x.at - c.noun_end > 160) continue;
      // As it is written: strip_name would take the 较 of 较差.
      const std::size_t mark = c.before.find_last_of(U"、，：中");
      const View own = mark == View::npos ? View(c.before) : View(c.before).substr(mark + 1);
      if ((own.size() >= 2 && claim::starts_with(lead, own) && lead.size() <= own.size() + 5) ||
          (c.name.size() >= 2 && claim::starts_with(name, c.name) && name.size() <= c.name.size() + 5))
        best = {id, false};
    }
    return best;
  }
  /// Words between a number and 最低 that name nothing else: 为各类, 在五个行业里, 数量.
  static bool says_nothing(View lead) {
    if (lead.empty()) return true;
    if (lead == U"数量" || lead == U"占比" || lead == U"件数" || lead == U"仍" || lead == U"均") return true;
    return !claim::start_any(lead, {U"为", U"是", U"属", U"居", U"列", U"在", U"系", U"位"}).empty() &&
           measure_of(lead) == Role::level;
  }

  /// The other members of the list that the subject stands in, or the like numbers of its sentence.
  std::vector<int> beside(std::size_t p, int subject) {
    const std::vector<int>& all = e_.paragraphs()[p];
    const Claim& c = e_[subject];
    std::vector<int> out;
    const auto like = [&](const Claim& o) {
      return o.id != c.id && o.kind == c.kind && o.noun == c.noun && o.role == c.role && !o.vague() && !o.chinese &&
             o.depth == c.depth && !o.name_inherited && o.month_on_month == c.month_on_month;
    };
    if (lists_for_ != p) {
      lists_ = lists_of(e_, all);
      lists_for_ = p;
    }
    for (const List& list : lists_)
      if (std::find(list.ids.begin(), list.ids.end(), subject) != list.ids.end()) {
        for (const int id : list.ids)
          if (like(e_[id])) out.push_back(id);
        if (!out.empty()) return out;
      }
    // 咨询2480件，最多，占65.68%；投诉1028件，占27.22%: members in clauses of their own; the total is what all of them add up
    // to.
    for (const int id : all)
      if (e_[id].sentence == c.sentence && like(e_[id])) out.push_back(id);
    const bool share = c.is_percentage();
    if (!share) {
      const auto whole = std::find_if(out.begin(), out.end(), [&](int id) {
        return id < c.id && (claim::find_any(e_[id].before, {U"共", U"合计", U"总", U"受理", U"接到"}).size() > 0 ||
                             e_[id].exact > c.exact * Rational(2));
      });
      if (whole != out.end()) out.erase(whole);
    }
    return out.size() >= 2 ? out : std::vector<int>();
  }

  void compare(const Subject& subject, const std::vector<int>& others, bool most, bool falling) {
    constexpr std::size_t kMost = 12;
    if (others.size() > kMost) return;
    const Claim& c = e_[subject.id];
    std::vector<int> ids = {subject.id}, better;
    for (const int id : others) {
      const Claim& o = e_[id];
      if (c.role == Role::growth && (o.exact.sign() < 0) != (c.exact.sign() < 0)) continue;
      if (claim::find_any(o.name, {U"其他", U"其它", U"其余"}).size() > 0 && o.exact > c.exact) continue;
      const Rational mine = falling ? c.exact.abs() : c.exact, its = falling ? o.exact.abs() : o.exact;
      if (most ? its > mine : its < mine) better.push_back(id);
      ids.push_back(id);
    }
    if (ids.size() < 2) return;
    if (better.empty()) {
      ledger_.tell("O912", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()},
                   joined(e_, ids, most ? " ≥ " : " ≤ "));
      return;
    }
    if (!subject.beside || better.size() != 1 || ids.size() < 4 || c.role == Role::growth) return;
    ledger_.tell("O912", "order", Verdict::contradictory, subject.id, better,
                 number_text(e_, subject.id) + (most ? " < " : " > ") + number_text(e_, better.front()),
                 "文中称" + number_text(e_, subject.id) + (most ? "最大，而所列的" : "最小，而所列的") +
                     number_text(e_, better.front()) + (most ? "更大" : "更小"),
                 1);
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::vector<List> lists_;  ///< of the paragraph asked for last
  std::size_t lists_for_ = static_cast<std::size_t>(-1);
  std::vector<int> told_;  ///< numbers whose place is judged already
};

}  // namespace

void check_extremes(const Evidence& evidence, Ledger& ledger) { Extremes(evidence, ledger).run(); }

}  // namespace zh::check
