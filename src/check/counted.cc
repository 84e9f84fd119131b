// Counts of what lies on one side, and of names that stand beside the count.
//
//   N123 count   四类增加、两类减少、一类持平; 三个行业起数同比下降: the rows of a table, or the changes told before, of that
//   sign N124 count   有五种产品发现率超过7.5%; 合格率为100%的有4类: the rows of the column that is named N125 count
//   7个街道（新海、朐阳、…）; 居前五位的是A、B、C、D、E，五类合计…; 9条，分别为A、B…; 上述6个区: the names in brackets, in the
//   clause before or behind a colon, the rows of the table above
//
// Why: such counts are made by eye, and stay when a row changes. When contradictory (a warning): N123 when the counts of one
// sentence together are all rows, and one row has the other sign; N124 when one column bears the name; N125 when the list is
// plain names and one is missing or too many. When silent: 等 closes the list; the table has other rows than those counted.
#include <algorithm>

#include "check/extremes.h"
#include "check/rules.h"

namespace zh::check {
namespace {

constexpr int kNear = 8;  ///< blocks between a table and the words about it
constexpr View kComma = U"，；。：！？（）()\n";

class Counted {
 public:
  Counted(const Evidence& e, Ledger& ledger) : e_(e), ledger_(ledger) {}

  void run() {
    constexpr std::size_t kLongest = 4000;  // characters: nobody writes a longer paragraph
    for (const std::vector<int>& all : e_.paragraphs())
      for (std::size_t i = 0; i < all.size() && e_.passage(all[i]).text.size() <= kLongest; ++i) {
        const Claim& c = e_[all[i]];
        const int n = number(c);
        if (n < 1) {
          if (const int few = named_count(c); few >= 2) in_brackets(c, few);
          continue;
        }
        if (n >= 2) {
          in_brackets(c, n);
          clause_before(c, n);
        }
        if (n >= 3) {
          top_names(c, n);
          opened(c, n);
          of_rows(c, n);
        }
        beyond(all, i, n);
      }
    for (const std::vector<int>& all : e_.paragraphs()) signs(all);
  }

 private:
  /// The number of a count of things; 0 if it is something else.
  int number(const Claim& c) const {
    if (c.kind != claim::Numeral::Kind::count || c.decimals > 0 || c.scale > 0 || c.vague() || c.role == Role::date ||
        c.role == Role::label || c.exact.sign() <= 0 || c.exact > Rational(40) || e_.passage(c.id).cell >= 0)
      return 0;
    const std::optional<Decimal> d = c.exact.exact_decimal();
    if (!d || c.exact != c.exact.floor()) return 0;
    const View behind = View(e_.passage(c.id).text).substr(c.end);
    if (claim::starts_with(behind, U"个月") || claim::starts_with(behind, U"个百分点")) return 0;
    static const claim::Words kNouns = {U"个", U"类", U"项", U"种", U"位", U"名",   U"条",   U"大",   U"家", U"市",
                                        U"县", U"区", U"省", U"块", U"国", U"方面", U"部分", U"行业", U"地"};
    if (claim::start_any(behind, kNouns).empty() && !(c.chinese && moves(behind) != 2)) return 0;
    return static_cast<int>(d->coefficient());
  }
  /// 互通5处（安远东、龙布、…）: a count whose names stand right behind its measure word.
  int named_count(const Claim& c) const {
    if (!c.is_amount() || c.role != Role::level || c.vague() || c.scale > 0 || c.decimals > 0 || c.noun.empty() ||
        c.noun.size() > 2 || claim::is_measured(c.noun) || c.exact < Rational(3) || c.exact > Rational(20))
      return 0;
    const View text = e_.passage(c.id).text;
    if (c.noun_end >= text.size() || !claim::one_of(text[c.noun_end], U"（(")) return 0;
    return static_cast<int>(c.exact.exact_decimal()->coefficient());
  }
  void tell(const char* rule, const Claim& c, bool holds, std::vector<int> operands, std::vector<readback::Range> spans,
            int found, const char* what) {
    const std::string text = number_text(e_, c.id);
    ledger_.tell(rule, "count", holds ? Verdict::consistent : Verdict::contradictory, c.id, std::move(operands),
                 text + (holds ? " = " : " ≠ ") + what + std::to_string(found) + "项",
                 holds ? "" : "文中称" + text + "，而" + what + std::to_string(found) + "项", 1, std::move(spans));
  }

  // Names ---------------------------------------------------------------------------------------------------------------

  /// How many names a list has at least and at most; nothing if it is no list of plain names.
  static std::optional<std::pair<int, int>> names_in(View list) {
    constexpr std::size_t kLongestList = 120, kLongestName = 16;
    if (list.size() > kLongestList || !claim::contains(list, U"、") || claim::contains(list, U"等")) return std::nullopt;
    // 97个县（市、区）, 乡（镇、街道）: the kinds of one unit.
    if (list.find_first_not_of(U"省市区县旗州盟镇乡街道办事处村社、") == View::npos) return std::nullopt;
    int marks = 0, joints = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= list.size(); ++i) {
      if (i < list.size() && list[i] != U'、') {
        if (claim::is_digit(list[i]) || claim::one_of(list[i], U"，。；：（）()《》")) return std::nullopt;
        joints += claim::one_of(list[i], U"和及与或暨");
        continue;
      }
      if (i - start < 1 || i - start > kLongestName) return std::nullopt;
      marks += i < list.size();
      start = i + 1;
    }
    return {{marks + 1, marks + 1 + joints}};
  }
  void judge(const Claim& c, int n, View text, std::size_t from, std::size_t to) {
    const auto names = names_in(text.substr(from, to - from));
    if (!names) return;
    const claim::Passage& p = e_.passage(c.id);
    const std::size_t first = text.find(U'、', from), last = text.substr(0, to).rfind(U'、');
    std::vector<readback::Range> spans = {p.range(from, first), p.range(last + 1, to)};
    const auto& [least, most] = *names;
    if (n >= least && n <= most) return tell("N125", c, true, {}, std::move(spans), n, "列出");
    if (n == least - 1 || n == most + 1) tell("N125", c, false, {}, std::move(spans), n < least ? least : most, "列出");
  }
  /// 三类诉求（投诉、举报、咨询）
  void in_brackets(const Claim& c, int n) {
    const View text = e_.passage(c.id).text;
    constexpr std::size_t kNoun = 10;
    const std::size_t open = claim::first_from(text, c.end, U"（(");
    if (open == View::npos || open - c.end > kNoun) return;
    const View noun = text.substr(c.end, open - c.end);
    if (noun.find_first_of(U"，。；：、其中") != View::npos) return;
    const std::size_t close = claim::first_from(text, open, U"）)");
    if (close == View::npos) return;
    std::size_t from = open + 1;
    if (!claim::start_any(text.substr(from, close - from), {U"含", U"如", U"其中", U"例如", U"主要", U"不含"}).empty()) return;
    if (const View lead = claim::start_any(text.substr(from, close - from), {U"分别为", U"分别是", U"包括", U"即", U"为"});
        !lead.empty())
      from += lead.size();
    judge(c, n, text, from, close);
  }
  /// 居前五位的是售后服务、合同、质量、价格、虚假宣传，五类合计占88.44%
  void clause_before(const Claim& c, int n) {
    const View text = e_.passage(c.id).text;
    std::size_t end = c.start;
    for (const View word : {View(U"上述"), View(U"以上"), View(U"这"), View(U"该")})
      if (end >= word.size() && text.substr(end - word.size(), word.size()) == word) end -= word.size();
    if (end == 0 || text[end - 1] != U'，') return;
    std::size_t from = claim::start_behind(text, --end, kComma);
    // The list begins behind the word that opens it; a list that began a clause earlier is not seen whole.
    const View clause = text.substr(from, end - from);
    const std::size_t mark = clause.find(U'、');
    if (mark == View::npos) return;
    const claim::Found opens =
        claim::find_last(clause.substr(0, mark), {U"依次是", U"依次为", U"分别是", U"分别为", U"是", U"为", U"有"});
    if (!opens) return;
    if (!claim::find_any(text.substr(c.end, 6), {U"中", U"以外"}).empty()) return;
    judge(c, n, text, from + opens.at + opens.word.size(), end);
  }

  /// 投诉量居前五位的是日用商品、家用电子电器、服装鞋帽、食品、交通工具: plain names up to the end of the sentence.
  void top_names(const Claim& c, int n) {
    const View text = e_.passage(c.id).text;
    if (c.start == 0 || text[c.start - 1] != U'前' || ledger_.explained(c.id, {"count"})) return;
    const View rest = text.substr(c.end);
    const View lead = claim::start_any(rest, {U"位的是", U"位的为", U"位的依次是", U"位的依次为", U"位的分别是", U"位的分别为",
                                              U"位为", U"位是", U"名的是", U"名为", U"名是", U"类的是"});
    if (lead.empty()) return;
    const std::size_t from = c.end + lead.size();
    const std::size_t end = std::min(claim::first_from(text, from, U"。；\n"), text.size());
    if (text.substr(from, end - from).find_first_of(U"，：") == View::npos) judge(c, n, text, from, end);
  }

  /// 客运班线9条，分别为A、B…; 区段11个：A、B…: plain names behind the count up to the end of the sentence.
  void opened(const Claim& c, int n) {
    const View text = e_.passage(c.id).text;
    constexpr std::size_t kNoun = 8;
    std::size_t at = std::min(c.noun_end, text.size());
    const std::size_t mark = claim::first_from(text, at, U"，：");
    if (mark == View::npos || mark - at > kNoun || text.substr(at, mark - at).find_first_of(U"。；、（()") != View::npos ||
        ledger_.explained(c.id, {"count"}))
      return;
    at = mark + 1;
    const View lead = claim::start_any(text.substr(at), {U"分别为", U"分别是", U"即", U"依次为", U"依次是", U"具体为"});
    if (text[mark] == U'，' && lead.empty()) return;
    at += lead.size();
    if (at < text.size() && text[at] == U'：') ++at;
    const std::size_t end = std::min(claim::first_from(text, at, U"。；\n"), text.size());
    const View list = text.substr(at, end - at);
    constexpr std::size_t kLongestList = 240, kLongestName = 20;
    if (list.size() > kLongestList || list.find_first_of(U"，：（）()《》") != View::npos || claim::contains(list, U"等") ||
        claim::contains(list, U"共"))
      return;
    for (const Claim& x : e_.all) {
      if (x.passage != c.passage || x.start < at || x.end > end) continue;
      if (x.is_percentage() || x.is_amount()) return;
    }
    int pieces = 0, joints = 0;
    for (std::size_t from = 0; from <= list.size();) {
      const std::size_t stop = std::min(list.find(U'、', from), list.size());
      if (stop - from < 2 || stop - from > kLongestName) return;
      for (const char32_t x : list.substr(from, stop - from)) joints += claim::one_of(x, U"和及与或暨");
      ++pieces;
      from = stop + 1;
    }
    if (pieces < 3) return;
    // 油脂及其制品 may belong to what stands before it: more than the count is told only of names without joints.
    if (n != pieces + joints + 1 && !(joints == 0 && n == pieces - 1)) return;
    const claim::Passage& p = e_.passage(c.id);
    tell("N125", c, false, {}, {p.range(at, at + list.find(U'、')), p.range(at + list.rfind(U'、') + 1, end)},
         pieces + (n > pieces ? joints : 0), "列出");
  }

  /// 上述6个区: the rows of the table right before, which all end in what is counted.
  void of_rows(const Claim& c, int n) {
    const View text = e_.passage(c.id).text;
    const View lead = text.substr(c.start > 4 ? c.start - 4 : 0, std::min<std::size_t>(4, c.start));
    if (claim::end_any(lead, {U"以上", U"上述", U"上表", U"表中", U"上列"}).empty() || ledger_.explained(c.id, {"count"}))
      return;
    constexpr std::size_t kNoun = 5;
    const View noun = text.substr(c.end, std::min(kNoun, text.size() - c.end));
    const claim::Table* before = nullptr;
    for (const claim::Table& t : e_.claims.tables)
      if (t.block < c.block && c.block - t.block <= 2) before = &t;
    if (before == nullptr) return;
    std::vector<int> cells;
    for (int r = before->header_rows; r < before->rows; ++r) {
      if (before->total[static_cast<std::size_t>(r)]) continue;
      const Text label = row_name(*before, r);
      if (label.size() < 2 || !claim::contains(noun, label.substr(label.size() - 1))) return;
      for (int x = 0; x < before->columns; ++x)
        if (before->at(r, x) >= 0) {
          cells.push_back(before->at(r, x));
          break;
        }
    }
    const int rows = static_cast<int>(cells.size());
    if (rows < 3 || std::abs(rows - n) > 1) return;
    tell("N125", c, rows == n, {cells.front(), cells.back()}, {}, rows, "表中列出");
  }

  // Rows on one side ----------------------------------------------------------------------------------------------------

  /// 四升四降, 六涨一平一降: the sign of a single character that ends there; 2 for others.
  static int moves(View words) {
    if (words.empty() || (words.size() > 1 && !claim::one_of(words[1], U"，。；：、”—－-一二两三四五六七八九十） "))) return 2;
    if (claim::one_of(words[0], U"升涨增")) return 1;
    if (claim::one_of(words[0], U"降跌减")) return -1;
    return words[0] == U'平' ? 0 : 2;
  }
  /// One sign of change, or a bound, and the numbers it is asked of.
  static int sign_of(View words) {
    for (const View w : {View(U"持平"), View(U"不变")})
      if (claim::starts_with(words, w)) return 0;
    for (const View w :
         {View(U"增长"), View(U"增加"), View(U"上升"), View(U"上涨"), View(U"提高"), View(U"正增长"), View(U"实现增长")})
      if (claim::starts_with(words, w)) return 1;
    for (const View w : {View(U"下降"), View(U"减少"), View(U"下跌"), View(U"回落"), View(U"降低"), View(U"负增长")})
      if (claim::starts_with(words, w)) return -1;
    return 2;
  }

  struct Stated {
    int id, n, sign;
    std::size_t at;  ///< in the passage
  };
  /// 四类增加、两类减少: the counts of a sentence with their signs.
  std::vector<Stated> stated(const std::vector<int>& all, std::size_t& i) const {
    std::vector<Stated> out;
    const Claim& first = e_[all[i]];
    const View text = e_.passage(first.id).text, sentence = e_.sentence(first.id);
    std::size_t from = static_cast<std::size_t>(sentence.data() - text.data()), to = from + sentence.size();
    // 当月增长的有九个，下降的有四个；累计…: a part between semicolons at a time.
    for (std::size_t mark = text.find(U'；', from); mark != View::npos && mark < to; mark = text.find(U'；', mark + 1))
      if (mark < first.start)
        from = mark + 1;
      else
        to = mark;
    const std::size_t begin = i;
    while (i < all.size() && e_[all[i]].sentence == first.sentence && e_[all[i]].start < to) ++i;
    for (std::size_t at = from; at < to; ++at) {
      // A count that is a number of the document, or 一类, 两涨, which are too short to be one.
      int id = -1, n = 0;
      std::size_t end = at + 1;
      for (std::size_t k = begin; k < i; ++k)
        if (e_[all[k]].start == at) id = all[k];
      if (id >= 0) {
        n = number(e_[id]);
        end = e_[id].end;
      } else if (claim::one_of(text[at], U"一两二三四五六七八九") && end < text.size() &&
                 (claim::one_of(text[end], U"类个项种家块") || moves(text.substr(end)) != 2) &&
                 !(at > 0 && claim::one_of(text[at - 1], U"第十一二三四五六七八九"))) {
        n = claim::small_chinese_number(text.substr(at, 1));
      }
      if (n < 1) continue;
      std::size_t stop = std::min(claim::first_from(text, end, U"，。；、（"), text.size());
      // 四块当中两块增长: the words behind the next count are its own.
      for (std::size_t k = begin; k < i; ++k)
        if (e_[all[k]].start >= end && e_[all[k]].start < stop) stop = e_[all[k]].start;
      const View words = text.substr(end, stop - end);
      constexpr std::size_t kFar = 14;
      int sign = id < 0 || e_[id].chinese ? moves(words.empty() ? words : text.substr(end)) : 2;
      if (sign == 2 && (words.size() > kFar || std::any_of(words.begin(), words.end(), claim::is_digit))) continue;
      // 两类下降 ends its clause with the verb; what stands between names the measure.
      for (std::size_t w = 1; w < words.size() && sign == 2; ++w) {
        sign = sign_of(words.substr(w));
        if (sign != 2 && words.size() - w > 4) sign = 2;
      }
      // 增长的有九个
      if (sign == 2) sign = sign_before(text.substr(from, at - from));
      if (sign != 2) out.push_back({id, n, sign, at});
    }
    return out;
  }

  /// 当月增长的有, 下降的有: the verb in front of a count.
  static int sign_before(View lead) {
    const View tail = claim::end_any(lead, {U"的有", U"的为", U"的共有", U"的共", U"的只有"});
    if (tail.empty()) return 2;
    lead.remove_suffix(tail.size());
    if (!claim::end_any(lead, {U"增长", U"上升", U"增加", U"上涨", U"提高"}).empty()) return 1;
    if (!claim::end_any(lead, {U"下降", U"减少", U"下跌", U"回落", U"降低"}).empty()) return -1;
    return claim::end_any(lead, {U"持平", U"不变"}).empty() ? 2 : 0;
  }

  void signs(const std::vector<int>& all) {
    for (std::size_t i = 0; i < all.size();) {
      const std::vector<Stated> told = stated(all, i);
      if (told.size() < 2 || told.size() > 3) continue;
      int sum = 0;
      for (const Stated& s : told) {
        sum += s.n;
        if (&s != &told.front() && s.sign == told.front().sign) sum = -100;
      }
      if (sum < 3) continue;
      const int known = all[i - 1];  // of the sentence
      const View sentence = e_.sentence(known);
      bool done = false;
      std::vector<std::vector<int>> close;
      for (const std::vector<int>& numbers : changes(known, told.front().at, sentence, sum)) {
        std::size_t wrong = 0;
        // 茶叶持平: without a number.
        const int unchanged = std::max(0, sum - static_cast<int>(numbers.size()));
        for (const Stated& s : told)
          wrong += static_cast<std::size_t>(std::abs(s.n - count(numbers, s.sign) - (s.sign == 0 ? unchanged : 0)));
        if (wrong == 0 && !done) {
          for (const Stated& s : told) {
            std::vector<int> of;
            for (const int id : numbers)
              if (e_[id].exact.sign() == s.sign) of.push_back(id);
            if (s.id >= 0)
              tell("N123", e_[s.id], true, std::move(of), {}, s.n, "同向的有");
            else if (!of.empty())  // 两升一降: too short to be numbers of the document
              ledger_.tell("N123", "count", Verdict::consistent, -1, std::move(of),
                           std::to_string(s.n) + " = 同向的有" + std::to_string(s.n) + "项", {}, 0,
                           {e_.passage(known).range(s.at, s.at + 1)});
          }
          done = true;
        }
        // All rows are told of and one lies on the other side; or one count is wrong, where the other one is right.
        constexpr std::size_t kRows = 6;
        const bool all_told = static_cast<int>(numbers.size()) == sum;
        if ((all_told && wrong == 2) || (!all_told && wrong == 1 && numbers.size() >= kRows)) close.push_back(numbers);
      }
      if (done || close.size() != 1) continue;
      for (const Stated& s : told)
        if (const int found = count(close.front(), s.sign); s.id >= 0 && found != s.n) {
          std::vector<int> of;
          for (const int id : close.front())
            if (e_[id].exact.sign() == s.sign) of.push_back(id);
          tell("N123", e_[s.id], false, std::move(of), {}, found, "所列同向的有");
          break;
        }
    }
  }
  int count(const std::vector<int>& numbers, int sign) const {
    return static_cast<int>(std::count_if(numbers.begin(), numbers.end(), [&](int id) { return e_[id].exact.sign() == sign; }));
  }
  /// Columns of changes with so many rows, and the growths that the sentence before tells.
  std::vector<std::vector<int>> changes(int from, std::size_t at, View words, int size) const {
    std::vector<std::vector<int>> out;
    const Claim& c = e_[from];
    // Told before, or behind as 八大类七升一降：食品烟酒涨9.1%，…: in the sentence itself, or with the one beside it.
    for (const bool before : {true, false})
      for (const int reach : {0, 1}) {
        std::vector<int> list;
        std::size_t flat = 0;
        for (const int id : e_.paragraphs()[static_cast<std::size_t>(e_.paragraph(from))]) {
          if ((e_[id].start < at) != before || std::abs(e_[id].sentence - c.sentence) > reach || !changes_by(e_[id])) continue;
          list.push_back(id);
        }
        if (reach > 0 && before && !list.empty()) flat = flats(e_.sentence(list.front()));
        if (!list.empty() && static_cast<int>(list.size() + flat) == size) out.push_back(list);
        if (!out.empty() && out.back() == list) break;
      }
    for (const claim::Table& t : e_.tables_near(c.block, kNear / 2)) {
      std::vector<std::vector<int>> named, others;
      for (int x = 1; x < t.columns; ++x) {
        std::vector<int> ids;
        // 9月（%）: percentages of which some are negative are changes, whatever their column is called.
        bool negative = false;
        for (int r = t.header_rows; r < t.rows; ++r)
          if (const int id = t.at(r, x); id >= 0) negative = negative || (e_[id].is_percentage() && e_[id].exact.sign() < 0);
        for (int r = t.header_rows; r < t.rows; ++r)
          if (const int id = t.at(r, x);
              id >= 0 && !t.total[static_cast<std::size_t>(r)] && (changes_by(e_[id]) || (negative && e_[id].is_percentage())))
            ids.push_back(id);
        if (std::abs(static_cast<int>(ids.size()) - size) > 1) continue;
        const Text header = bare_label(t.header[static_cast<std::size_t>(x)]);
        const bool own = header.size() >= 2 && claim::contains(words, header.substr(0, 2)) &&
                         (header.size() < 4 || claim::contains(words, header.substr(header.size() - 2)));
        (own ? named : others).push_back(ids);
      }
      for (std::vector<int>& ids : named.empty() ? others : named) out.push_back(std::move(ids));
    }
    // The same signs in two columns are one reading.
    std::vector<std::vector<int>> distinct;
    for (const std::vector<int>& ids : out)
      if (std::none_of(distinct.begin(), distinct.end(), [&](const std::vector<int>& known) {
            if (known.size() != ids.size()) return false;
            for (std::size_t k = 0; k < ids.size(); ++k)
              if (e_[ids[k]].exact.sign() != e_[known[k]].exact.sign()) return false;
            return true;
          }))
        distinct.push_back(ids);
    return distinct;
  }
  /// How often a sentence says that something stayed as it was.
  static std::size_t flats(View sentence) {
    std::size_t n = 0;
    for (const View word : {View(U"持平"), View(U"不变")})
      for (std::size_t at = sentence.find(word); at != View::npos; at = sentence.find(word, at + 1)) ++n;
    return n;
  }
  static bool changes_by(const Claim& c) { return c.role == Role::growth || c.role == Role::change || c.role == Role::point; }

  /// 有五种产品发现率超过7.5%; 合格率高于90%的有3类; 4类合格率为100%.
  void beyond(const std::vector<int>& all, std::size_t i, int n) {
    const Claim& c = e_[all[i]];
    const View text = e_.passage(c.id).text;
    constexpr std::size_t kFar = 20;
    int bound = -1;
    View words;
    if (i + 1 < all.size() && e_[all[i + 1]].is_percentage() && e_[all[i + 1]].start - c.end <= kFar &&
        e_[all[i + 1]].clause == c.clause) {
      bound = all[i + 1];
      words = text.substr(c.end, e_[bound].start - c.end);
    } else if (i > 0 && e_[all[i - 1]].is_percentage() && e_[all[i - 1]].clause == c.clause) {
      const View link = text.substr(e_[all[i - 1]].end, c.start - e_[all[i - 1]].end);
      if (link.size() > 14 || link.find(U'的') == View::npos || claim::find_any(link, {U"有", U"共", U"为", U"是"}).empty())
        return;
      bound = all[i - 1];
      words = e_[bound].clause_before;
    }
    if (bound < 0 || words.find(U'、') != View::npos) return;
    const Side side = side_of(words, text.substr(e_[bound].end, 4));
    if (side == Side::none) return;
    std::vector<int> column;
    int nearest = kNear + 1;
    for (const claim::Table& t : e_.claims.tables) {
      if (std::abs(t.block - c.block) >= nearest) continue;
      std::vector<int> found;
      for (int x = 1; x < t.columns; ++x) {
        const Text header = bare_label(t.header[static_cast<std::size_t>(x)]);
        const std::size_t rate = words.rfind(U'率');
        if (rate == View::npos || rate < 2 || header.size() < 3 || !claim::contains(header, words.substr(rate - 2, 3)))
          continue;
        if (!found.empty()) return;
        for (int r = t.header_rows; r < t.rows; ++r)
          if (const int id = t.at(r, x); id >= 0 && !t.total[static_cast<std::size_t>(r)]) found.push_back(id);
      }
      if (found.empty()) continue;
      nearest = std::abs(t.block - c.block);
      column = std::move(found);
    }
    if (column.size() < 3 || static_cast<int>(column.size()) < n) return;
    const Rational limit = e_[bound].exact;
    std::vector<int> strict, loose;
    for (const int id : column) {
      const Rational v = e_[id].exact;
      const bool in = side == Side::above ? v > limit : side == Side::below ? v < limit : v == limit;
      if (in) strict.push_back(id);
      if (in || v == limit) loose.push_back(id);
    }
    // 有3个县合格率…, and a table of products: the rows are of something else.
    const claim::Table& table = e_.claims.tables[static_cast<std::size_t>(e_[column.front()].table)];
    View object = bound > c.id ? View(text).substr(c.noun_end, e_[bound].start - c.noun_end) : View();
    object = object.substr(0, std::min({object.find(U"合格"), object.find(U"不合格"), object.find(U"发现率"), object.size()}));
    const Text rows = bare_label(table.header[0]) + (table.columns > 1 ? table.header[1] : Text());
    const bool of_rows = object.empty() ? !claim::start_any(text.substr(c.end), {U"类", U"种", U"项"}).empty()
                                        : claim::contains(rows, object.substr(0, 2));
    const auto is = [&](const std::vector<int>& ids) { return static_cast<int>(ids.size()) == n; };
    std::vector<int> operands = is(loose) && !is(strict) ? loose : strict;
    operands.insert(operands.begin(), bound);
    if (is(strict) || is(loose))
      tell("N124", c, true, std::move(operands), {}, n, "表中有");
    else if (of_rows && std::abs(static_cast<int>(strict.size()) - n) <= 2 && !strict.empty())
      tell("N124", c, false, std::move(operands), {}, static_cast<int>(strict.size()), "表中有");
  }
  enum class Side { none, above, below, equal };
  static Side side_of(View words, View behind) {
    if (!claim::start_any(behind, {U"以上", U"及以上"}).empty()) return Side::above;
    if (!claim::start_any(behind, {U"以下", U"及以下"}).empty()) return Side::below;
    if (!claim::end_any(words, {U"超过", U"高于", U"大于", U"达到", U"不低于", U"超", U"突破"}).empty()) return Side::above;
    if (!claim::end_any(words, {U"低于", U"不足", U"小于", U"不到", U"未达到", U"不超过"}).empty()) return Side::below;
    if (!claim::end_any(words, {U"率为", U"率是", U"均为", U"都为", U"都是", U"率达"}).empty()) return Side::equal;
    return Side::none;
  }

  const Evidence& e_;
  Ledger& ledger_;
};

}  // namespace

void check_counted(const Evidence& evidence, Ledger& ledger) { Counted(evidence, ledger).run(); }

}  // namespace zh::check
