// What prose calls first, last, or among the first, against the lists of the paragraph and the columns of tables.
//
//   O941 order   三季度接待量最大; 用电量居前两位的是制造业和批发零售业; 合格率以恩阳区为最高: nothing else of the list, of the
//   lines right above or of the column goes beyond what is named
//
//   O943 order   占比由高到低为东部、西部、中部、东北: names of one list, in the order of its numbers
//
//   O942 order   支出增幅高于收入增幅; 商品类投诉多于服务类: two names of a list that words compare
//
// Why: such words are kept when the numbers change, and written by eye. What: the names of a sentence's like numbers are the
// words since the number before; a name of the statement is the one that begins, or is, such a name. When contradictory (a
// warning): every list or named column that holds all names has another member strictly beyond one of them. When silent: the
// words speak of another measure or of a wider circle (全国, 历史); 之一; 其他 is beyond; names that two members bear.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "check/extremes.h"
#include "check/families.h"
#include "check/rules.h"
#include "check/search.h"

namespace zh::check {
namespace {

constexpr int kNear = 6;  ///< blocks between a table and the words about it
constexpr View kMarks = U"，。；：、！？（）()\n";

/// 农村居民收入增速快于城镇居民
struct Compared {
  std::size_t at = 0;
  bool more = true;
  Text first, second;
};
/// What the words claim.
struct Statement {
  std::size_t at = 0;
  int sentence = -1;
  bool most = true, falls = false, in_turn = false;
  Role measure = Role::level;
  std::vector<Text> names;
  Text words;          ///< what is measured, as far as they say
  Text frame;          ///< 利润方面: the clause before, where it says what is spoken of
  bool leads = false;  ///< the only name begins `names[0]`, other words follow it
  bool mild = false;   ///< 强制执行是占比最高的方式: supports, and proves nothing
};

class Tops {
 public:
  Tops(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {
    for (const Ledger::Entry& entry : ledger.entries())
      if (std::string_view(entry.kind) == "order") {
        told_.insert(entry.result);
        told_.insert(entry.operands.begin(), entry.operands.end());
      }
  }

  void run() {
    for (const std::vector<int>& all : e_.paragraphs()) first_of_[e_[all.front()].passage] = &all;
    columns_ = columns_of(e_);
    for (Column& lines : families_below(e_)) columns_.push_back(std::move(lines));
    for (std::size_t p = 0; p < e_.claims.passages.size(); ++p) {
      const claim::Passage& passage = e_.claims.passages[p];
      constexpr std::size_t kLongest = 3000;
      if (passage.cell >= 0 || passage.text.size() > kLongest) continue;
      const std::vector<Statement> said = statements(passage.text);
      const std::vector<Compared> pairs = compared(passage.text);
      const std::vector<InOrder> orders = in_order(passage.text);
      if (said.empty() && pairs.empty() && orders.empty()) continue;
      std::vector<Family> families;
      if (const auto found = first_of_.find(static_cast<int>(p)); found != first_of_.end())
        families = families_of(e_, *found->second, 2);
      for (const Compared& pair : pairs) judge(passage, pair, families);
      std::erase_if(families, [](const Family& f) { return f.members.size() < 3; });
      for (const InOrder& told : orders) judge(told, families);
      for (const Statement& s : said) judge(passage, s, families);
    }
  }

 private:
  // What is said --------------------------------------------------------------------------------------------------------

  static bool wider(View words) {
    return claim::find_any(words,
                           {U"全国",   U"全省", U"全市",   U"全区",   U"全县",     U"全球",     U"世界",    U"历史", U"省内",
                            U"国内",   U"之一", U"同期",   U"近年",   U"以来",     U"年内",     U"亚洲",    U"同类", U"之首的",
                            U"最高检", U"新高", U"最大限", U"不低于", U"最低生活", U"最低工资", U"最高人民"})
               .size() > 0;
  }

  std::vector<Statement> statements(View text) const {
    std::vector<Statement> out;
    for (const Extreme& x : extremes_in(text)) superlative(text, x, out);
    for (std::size_t at = text.find(U'前'); at != View::npos; at = text.find(U'前', at + 1)) first_ones(text, at, out);
    return out;
  }
  static int sentence_at(View text, std::size_t at) {
    return static_cast<int>(std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                                          [](char32_t c) { return claim::one_of(c, U"。！？\n"); }));
  }
  static Role measure_in(View words, View word) {
    if (word == U"最快" || word == U"最猛" || word == U"最慢") return Role::growth;
    return measure_of(words);
  }

  /// 利润方面，甲公司最高; 从金额看，…
  static Text frame_before(View text, std::size_t clause) {
    if (clause == 0 || text[clause - 1] != U'，') return {};
    const std::size_t from = claim::start_behind(text, clause - 1, kMarks);
    const View words = text.substr(from, clause - 1 - from);
    if (std::any_of(words.begin(), words.end(), claim::is_digit)) return {};
    const View tail = claim::end_any(words, {U"方面", U"看", U"而言", U"来说", U"来讲", U"上", U"中"});
    return tail.empty() ? Text() : Text(words.substr(0, words.size() - tail.size()));
  }

  void superlative(View text, const Extreme& x, std::vector<Statement>& out) const {
    const std::size_t from = claim::start_behind(text, x.at, kMarks);
    const std::size_t end = x.at + x.size, to = std::min(claim::first_from(text, end, kMarks), text.size());
    View lead = text.substr(from, x.at - from), tail = text.substr(end, to - end);
    constexpr std::size_t kLongest = 24;
    if (lead.size() > kLongest || tail.size() > kLongest || wider(text.substr(from, to - from))) return;
    Statement s;
    s.at = x.at;
    s.most = x.most;
    const View word = text.substr(x.at, x.size);
    if (claim::starts_with(tail, U"的")) {  // 最高的是X
      if (const claim::Found is = claim::find_last(tail, {U"是", U"为"})) {
        s.words = Text(lead);  // 最大的作物是: what is counted, not measured
        View name = tail.substr(is.at + is.word.size());
        const std::size_t digit =
            static_cast<std::size_t>(std::find_if(name.begin(), name.end(), claim::is_digit) - name.begin());
        s.names = {Text(name.substr(0, digit))};
        s.leads = digit < name.size();
      } else {  // 强制执行是占比最高的方式
        const claim::Found be = claim::find_last(lead, {U"是", U"为"});
        if (!be || std::any_of(lead.begin(), lead.end(), claim::is_digit)) return;
        View name = lead.substr(0, be.at);
        for (const View skip :
             {View(U"始终"), View(U"依然"), View(U"仍然"), View(U"一直"), View(U"仍"), View(U"均"), View(U"也")})
          if (name.size() > skip.size() + 1 && claim::ends_with(name, skip)) name.remove_suffix(skip.size());
        s.words = Text(lead.substr(be.at + be.word.size()));
        s.names = {Text(name)};
        s.mild = true;
      }
    } else {
      if (!tail.empty() && claim::start_any(tail, {U"的", U"为", U"是", U"达"}).empty() && tail != U"值") return;
      if (std::any_of(lead.begin(), lead.end(), claim::is_digit)) return;
      const std::size_t with = lead.find(U'以');
      if (with != View::npos && (claim::ends_with(lead, U"为") || with == 0 || lead.size() - with > 2)) {
        View name = lead.substr(with + 1);
        if (claim::ends_with(name, U"为")) name.remove_suffix(1);
        s.words = Text(lead.substr(0, with));
        s.names = {Text(name)};
        s.leads = true;
      } else {
        for (const View skip : {View(U"其中"), View(U"而"), View(U"但"), View(U"可见")})
          if (claim::starts_with(lead, skip)) lead.remove_prefix(skip.size());
        s.names = {Text(lead)};
        s.words = Text(lead);
        s.leads = true;
      }
    }
    if (s.names.front().size() < 2) return;
    s.measure = measure_in(s.words, word);
    s.falls = of_falls(s.words);
    s.frame = frame_before(text, from);
    out.push_back(std::move(s));
  }

  /// 居前三位的是A、B和C
  void first_ones(View text, std::size_t at, std::vector<Statement>& out) const {
    std::size_t end = at + 1;
    int n = 0;
    if (end >= text.size()) return;
    if (claim::is_digit(text[end]))
      n = static_cast<int>(text[end] - U'0');
    else
      n = claim::small_chinese_number(text.substr(end, 1));
    if (n < 2 || n > 9 || ++end >= text.size() || claim::is_digit(text[end]) || claim::one_of(text[end], U"季个月年天十期次周"))
      return;
    const std::size_t stop = std::min(claim::first_from(text, end, U"，。；！？（）()\n"), text.size());
    const View rest = text.substr(end, stop - end);
    const claim::Found is =
        claim::find_last(rest.substr(0, std::min(rest.find(U'、'), rest.size())), {U"是", U"为", U"有", U"："});
    constexpr std::size_t kFar = 14;
    if (!is || is.at > kFar) return;
    View list = rest.substr(is.at + is.word.size());
    if (list.empty() || std::any_of(list.begin(), list.end(), claim::is_digit) || claim::ends_with(list, U"等")) return;
    Statement s;
    s.at = at;
    const std::size_t from = claim::start_behind(text, at, U"，。；：！？（）()\n");
    s.words = claim::together(text.substr(from, at - from), rest.substr(0, is.at));
    if (wider(s.words)) return;
    s.in_turn = claim::contains(s.words, U"依次");
    s.measure = measure_of(s.words);
    s.falls = of_falls(s.words);
    s.frame = frame_before(text, from);
    s.most = claim::find_any(s.words, {U"最低", U"最少", U"最小", U"靠后", U"倒数"}).empty();
    while (!list.empty()) {
      const std::size_t mark = list.find(U'、');
      View piece = list.substr(0, mark);
      list = mark == View::npos ? View() : list.substr(mark + 1);
      if (claim::ends_with(piece, U"等")) return;
      s.names.emplace_back(piece);
    }
    if (static_cast<int>(s.names.size()) + 1 == n)
      for (const char32_t joint : {U'和', U'与', U'及'}) {
        const Text last = s.names.back();
        const std::size_t cut = last.rfind(joint);
        if (cut == Text::npos || cut == 0 || cut + 1 == last.size()) continue;
        s.names.back() = last.substr(0, joint == U'及' && last[cut - 1] == U'以' ? cut - 1 : cut);
        s.names.push_back(last.substr(cut + 1));
        break;
      }
    if (static_cast<int>(s.names.size()) == n) out.push_back(std::move(s));
  }

  /// 占比由高到低为东部、西部、中部、东北: the names of a list, in an order; empty if none is told there.
  struct InOrder {
    std::size_t at = 0;
    bool falls = true;
    Text words;
    std::vector<Text> names;
  };
  static std::vector<InOrder> in_order(View text) {
    static constexpr std::pair<View, bool> kWays[] = {{U"高到低", true},  {U"多到少", true},  {U"大到小", true},
                                                      {U"快到慢", true},  {U"低到高", false}, {U"少到多", false},
                                                      {U"小到大", false}, {U"慢到快", false}};
    std::vector<InOrder> out;
    for (const auto& [way, falls] : kWays)
      for (std::size_t at = text.find(way); at != View::npos; at = text.find(way, at + 1)) {
        if (at == 0 || !claim::one_of(text[at - 1], U"由从")) continue;
        View rest = text.substr(at + way.size());
        for (const View skip :
             {View(U"排列"), View(U"排序"), View(U"依次"), View(U"分别"), View(U"为"), View(U"是"), View(U"：")})
          if (claim::starts_with(rest, skip)) rest.remove_prefix(skip.size());
        rest = rest.substr(0, rest.find_first_of(U"，。；（\n"));
        if (std::any_of(rest.begin(), rest.end(), claim::is_digit) || !claim::contains(rest, U"、")) continue;
        InOrder told;
        told.at = at;
        told.falls = falls;
        const std::size_t from = claim::start_behind(text, at - 1, kMarks);
        told.words = Text(text.substr(from, at - 1 - from));
        told.names = claim::split(rest, U"、");
        if (told.names.size() >= 3 &&
            std::all_of(told.names.begin(), told.names.end(), [](const Text& n) { return n.size() >= 2 && n.size() <= 12; }))
          out.push_back(std::move(told));
      }
    return out;
  }
  /// All names are members of one list of the paragraph. A break proves nothing: the words may name another measure.
  void judge(const InOrder& told, const std::vector<Family>& families) {
    for (const Family& family : families) {
      const Role measure = measure_of(told.words);
      if (measure != Role::level && measure != family.measure) continue;
      std::vector<int> ids;
      Text rest;
      for (const Text& name : told.names)
        if (const int id = member_called(family, name, false, rest); id >= 0 && std::count(ids.begin(), ids.end(), id) == 0)
          ids.push_back(id);
      if (ids.size() != told.names.size()) continue;
      const auto breaks = [&](int x, int y) {
        const Interval &a = e_[x].value, &b = e_[y].value;
        return told.falls ? a.high < b.low : a.low > b.high;
      };
      if (std::adjacent_find(ids.begin(), ids.end(), breaks) != ids.end()) continue;
      return (void)ledger_.tell("O943", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()},
                                joined(e_, ids, told.falls ? " ≥ " : " ≤ "));
    }
  }

  /// Two names that a clause compares without numbers.
  static std::vector<Compared> compared(View text) {
    static constexpr std::pair<View, bool> kWords[] = {{U"快于", true},  {U"高于", true},  {U"多于", true},  {U"大于", true},
                                                       {U"超过", true},  {U"低于", false}, {U"慢于", false}, {U"少于", false},
                                                       {U"小于", false}, {U"不及", false}};
    std::vector<Compared> out;
    for (const auto& [word, more] : kWords)
      for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at + 1)) {
        const std::size_t from = claim::start_behind(text, at, kMarks);
        const std::size_t end = at + word.size(), to = std::min(claim::first_from(text, end, kMarks), text.size());
        constexpr std::size_t kLongest = 18;
        View a = text.substr(from, at - from);
        const View b = text.substr(end, to - end);
        if (a.size() < 2 || b.size() < 2 || a.size() > kLongest || b.size() > kLongest || wider(text.substr(from, to - from)) ||
            std::any_of(a.begin(), a.end(), claim::is_digit) || std::any_of(b.begin(), b.end(), claim::is_digit))
          continue;
        while (!a.empty() && claim::one_of(a.back(), U"都略显仍也已远著着直不")) {
          if (a.back() == U'不') break;
          a.remove_suffix(1);
        }
        if (a.size() < 2 || a.back() == U'不') continue;
        for (const View skip : {View(U"其中"), View(U"而"), View(U"但"), View(U"可见")})
          if (claim::starts_with(a, skip)) a.remove_prefix(skip.size());
        out.push_back({at, more, Text(a), Text(b)});
      }
    return out;
  }

  // Judging -------------------------------------------------------------------------------------------------------------

  /// Whether the words may be said of the list: what they measure is neutral, or said where it is told.
  bool speaks_of(const Family& family, View measure, View around) const {
    measure = without_place_words(measure);
    if (measure.empty()) return true;
    if (family.column) return claim::contains(family.header, measure) || claim::contains(measure, family.header);
    // What is measured ends the words: 三级医院门诊量 is not told where 医院 is.
    static const claim::Words kEnds = {U"涨幅", U"降幅", U"跌幅", U"升幅", U"增长", U"增速", U"增幅", U"数量",
                                       U"规模", U"占比", U"比重", U"人数", U"居",   U"位",   U"仍",   U"量",
                                       U"数",   U"额",   U"为",   U"是",   U"的",   U"均",   U"类",   U"人员"};
    for (View end = claim::end_any(measure, kEnds); !end.empty(); end = claim::end_any(measure, kEnds))
      measure.remove_suffix(end.size());
    // 人均投资, 民间投资 are not what 投资 is told of.
    return measure.empty() || claim::contains(around, measure);
  }

  /// Both names are members of one list; told before the words, in this sentence or the one before.
  void judge(const claim::Passage& passage, const Compared& pair, const std::vector<Family>& families) {
    const View text = passage.text;
    const int here = sentence_at(text, pair.at);
    const Text words = claim::together(pair.first, pair.second);
    const Role measure = measure_of(words);
    std::vector<std::pair<int, int>> read;
    for (const Family& family : families) {
      const Claim& first = e_[family.members.front().id];
      if (family.measure != measure || here - sentence_at(text, first.start) > 1 || here < sentence_at(text, first.start))
        continue;
      Text rest, tail;
      const int a = member_called(family, pair.first, true, rest), b = member_called(family, pair.second, true, tail);
      if (a < 0 || b < 0 || a == b || e_[a].start > pair.at || e_[b].start > pair.at) continue;
      const std::size_t from = claim::start_behind(text, first.start, U"。！？\n");
      if (!speaks_of(family, rest, text.substr(from, e_[family.members.back().id].noun_end - from))) continue;
      if (without_place_words(tail).size() > 0 && !claim::ends_with(rest, without_place_words(tail))) continue;
      read.emplace_back(a, b);
    }
    if (read.size() != 1) return;
    const auto [a, b] = read.front();
    const bool holds = pair.more ? e_[a].value.high >= e_[b].value.low : e_[a].value.low <= e_[b].value.high;
    if (told_.count(a) > 0 && told_.count(b) > 0 && holds) return;
    const std::string more = pair.more ? "大" : "小";
    if (holds)
      ledger_.tell("O942", "order", Verdict::consistent, a, {b},
                   number_text(e_, a) + (pair.more ? " ≥ " : " ≤ ") + number_text(e_, b));
    else
      ledger_.tell("O942", "order", Verdict::contradictory, a, {b},
                   number_text(e_, a) + (pair.more ? " < " : " > ") + number_text(e_, b),
                   "文中称" + number_text(e_, a) + "比" + number_text(e_, b) + more + "，而实际相反", 1);
  }

  struct Verdicts {
    bool holds = true;
    std::vector<int> named, beyond;  ///< beyond one of the named
    int beaten = -1;
    bool sure = true;
  };
  std::optional<Verdicts> against(const Family& family, const Statement& s, View around) const {
    if (s.measure != family.measure && !(s.measure == Role::level && family.measure == Role::share) &&
        !(s.measure == Role::share && family.measure == Role::rate))
      return std::nullopt;
    Verdicts out;
    Text rest;
    for (const Text& name : s.names) {
      const int id = member_called(family, name, s.leads, rest);
      if (id < 0 || std::find(out.named.begin(), out.named.end(), id) != out.named.end()) return std::nullopt;
      out.named.push_back(id);
    }
    if (out.named.size() >= family.members.size()) return std::nullopt;
    const View measure = s.leads && s.names.size() == 1 && s.words == s.names.front() ? View(rest) : View(s.words);
    out.sure = speaks_of(family, measure, around) && (family.column || s.frame.empty() || speaks_of(family, s.frame, around));
    // The first may be the whole of the others.
    Rational others(0);
    for (std::size_t i = 1; i < family.members.size(); ++i) others = others + e_[family.members[i].id].exact;
    const Text& head = family.members.front().names.back();
    const bool sibling = std::any_of(family.members.begin() + 1, family.members.end(), [&](const Member& m) {
      return head.size() >= 2 && claim::ends_with(m.names.back(), View(head).substr(head.size() - 2));
    });
    const bool whole =
        !family.column && !sibling && family.measure == Role::level && e_[family.members.front().id].exact >= others;
    const auto size = [&](int id) { return s.falls ? magnitude(e_[id].value) : e_[id].value; };
    for (const Member& m : family.members) {
      const Claim& o = e_[m.id];
      if (std::find(out.named.begin(), out.named.end(), m.id) != out.named.end()) continue;
      if (family.measure == Role::growth && s.falls && o.exact.sign() > 0) continue;
      const bool other = claim::find_any(m.names.back(), {U"其他", U"其它", U"其余"}).size() > 0;
      // 抽检量最大，占44.9%，不合格批次也最多，占全部不合格的38.0%: shares of other wholes.
      if (!family.column && family.measure == Role::share &&
          std::any_of(out.named.begin(), out.named.end(), [&](int id) { return e_[id].base != o.base; }))
        return std::nullopt;
      for (const int id : out.named)
        if (s.most ? size(m.id).low > size(id).high : size(m.id).high < size(id).low) {
          if (other || (whole && m.id == family.members.front().id)) return std::nullopt;
          out.holds = false;
          out.beaten = id;
          out.beyond.push_back(m.id);
          break;
        }
    }
    if (s.falls)
      for (const int id : out.named)
        if (e_[id].exact.sign() > 0) return std::nullopt;
    return out;
  }

  void judge(const claim::Passage& passage, const Statement& s, const std::vector<Family>& families) {
    const View text = passage.text;
    const int here = sentence_at(text, s.at);
    std::vector<std::pair<const Family*, Verdicts>> read;
    for (const Family& family : families) {
      const Claim& first = e_[family.members.front().id];
      if (std::abs(sentence_at(text, first.start) - here) > 1) continue;
      const std::size_t from = claim::start_behind(text, first.start, U"。！？\n");
      const std::size_t last = e_[family.members.back().id].noun_end;
      if (const auto v = against(family, s, text.substr(from, last - from))) read.emplace_back(&family, *v);
    }
    const bool in_prose = !read.empty();
    if (!in_prose) {
      std::size_t longest = 0;
      for (const auto& [block, family] : columns_) {
        if (std::abs(block - passage.block) > kNear) continue;
        // Lines below each other support what is said behind them, and prove nothing: their first numbers are of one kind.
        if (!family.column && (block > passage.block || passage.block - block > 2)) continue;
        const bool named = family.column && family.header.size() >= 2 && claim::contains(s.words, family.header);
        auto v = against(family, s, family.column ? View() : View(family.header));
        if (!v) continue;
        if (!family.column) {
          if (v->holds && v->sure && longest == 0) read.emplace_back(&family, *v);
          continue;
        }
        // The column that the words name stands alone.
        if (named && family.header.size() > longest) longest = family.header.size(), read.clear();
        if (named ? family.header.size() < longest : longest > 0) continue;
        v->sure = named;
        read.emplace_back(&family, *v);
      }
    }
    if (read.empty()) return;
    for (const auto& [family, v] : read)
      if (v.holds && v.sure) return keep(*family, v, s);
    if (std::any_of(read.begin(), read.end(), [](const auto& r) { return r.second.holds || !r.second.sure; })) return;
    if (s.mild) return;
    const Verdicts& v = read.front().second;
    const int o = v.beyond.front();
    if (judged(v.beaten, v.beyond)) return;
    ledger_.tell("O941", "order", Verdict::contradictory, v.beaten, {o},
                 number_text(e_, v.beaten) + (s.most ? " < " : " > ") + number_text(e_, o),
                 "文中所称" + std::string(s.most ? "最大或居前" : "最小") + "的" + number_text(e_, v.beaten) + "，不及所列的" +
                     number_text(e_, o),
                 1);
  }
  /// Another rule has told that one of these is beyond.
  bool judged(int beaten, const std::vector<int>& beyond) const {
    return std::any_of(ledger_.entries().begin(), ledger_.entries().end(), [&](const Ledger::Entry& entry) {
      if (entry.verdict != Verdict::contradictory || std::string_view(entry.kind) != "order") return false;
      return entry.result == beaten || std::find(beyond.begin(), beyond.end(), entry.result) != beyond.end();
    });
  }
  void keep(const Family& family, const Verdicts& v, const Statement& s) {
    std::vector<int> ids = v.named;
    if (std::any_of(ids.begin(), ids.end(), [&](int id) { return told_.count(id) > 0; })) return;
    for (const Member& m : family.members)
      if (std::find(ids.begin(), ids.end(), m.id) == ids.end()) ids.push_back(m.id);
    constexpr std::size_t kMost = 40;
    if (ids.size() > kMost) return;
    ledger_.tell("O941", "order", Verdict::consistent, ids.front(), {ids.begin() + 1, ids.end()},
                 joined(e_, ids, s.most ? " ≥ " : " ≤ "));
  }

  const Evidence& e_;
  Ledger& ledger_;
  std::map<int, const std::vector<int>*> first_of_;
  std::vector<Column> columns_;
  std::set<int> told_;
};

}  // namespace

void check_tops(const Evidence& evidence, Ledger& ledger) { Tops(evidence, ledger).run(); }

}  // namespace zh::check
