#pragma once
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "document/chart.h"

/// The format-neutral tree that report/ writes, render/ prints and readback/ fills from other people's files.
namespace zh::document {

struct Text {
  std::string text;
  bool strong = false, emphasis = false;
};
/// A printed fact with its unit as printed: "3612亿元", "13.4%", "17.09个百分点".
struct Number {
  std::string text;
  std::string fact;  ///< id in the ledger; empty in documents that were read
};
/// A resolved reference: id "fig-income", text "图1-2".
struct Reference {
  std::string id, text;
};
struct LineBreak {};
using Inline = std::variant<Text, Number, Reference, LineBreak>;
using Inlines = std::vector<Inline>;

std::string plain_text(const Inlines& inlines);

struct Heading {
  int level = 1;       ///< 1 … 5: 第一章, 一、, （一）, 1., （1）
  std::string number;  ///< as printed: "第一章", "一、", "（一）", "1.", "（1）"; empty for 前言
  Inlines content;
  std::string anchor;  ///< stable within the document: "s1", "s1-2"
};

struct Paragraph {
  enum class Role { body, note, source, quote, signature };  ///< signature: 落款, who issues it and when
  Role role = Role::body;
  Inlines content;
};

struct List {
  bool ordered = false;
  std::vector<Inlines> items;
};

enum class Align { left, center, right };

struct TableCell {
  Inlines content;
  int column_span = 1, row_span = 1;
  Align align = Align::center;
  bool header = false;  ///< a row label; header rows are given by Table::header_rows
  bool total = false;   ///< in a total row or column
};

/// Cells covered by a span from above or from the left are left out of `rows` (as in HTML).
struct Table {
  std::string id;      ///< "tbl-bio"
  std::string number;  ///< "表1-1"
  Inlines caption;
  std::string unit_note;  ///< 单位：亿元, printed above right; empty if units are in headers
  int columns = 0;
  std::vector<double> widths;  ///< relative, one a column; empty: equal
  int header_rows = 1;
  std::vector<std::vector<TableCell>> rows;
  std::vector<Inlines> notes;  ///< 注：…
  bool landscape = false;
};

struct Figure {
  std::string id;      ///< "fig-income"
  std::string number;  ///< "图1-2"
  Inlines caption;
  ChartSpec chart;
  std::string alternative;  ///< generated from the data, for readers who cannot see it
  std::vector<Inlines> notes;
};

struct Block;
/// 【案例】title, then blocks.
struct CaseBox {
  std::string title;
  std::vector<Block> blocks;
};
struct PageBreak {};

struct Block {
  std::variant<Heading, Paragraph, List, Table, Figure, CaseBox, PageBreak> content;
};

struct Meta {
  std::string title;   ///< 2023年度质量状况分析报告
  std::string region;  ///< printed on the cover
  std::string issuer;
  std::string date;  ///< 2024年5月
  std::string language = "zh-CN";
  std::string edition = {};  ///< 公开版, 内部版; empty where there is only one
};

struct Document {
  Meta meta;
  std::vector<Block> blocks;
};

/// Calls `visit(block)` for every block in reading order, those inside case boxes too.
template <class Visit>
void for_each_block(const std::vector<Block>& blocks, Visit&& visit) {
  for (const Block& block : blocks) {
    visit(block);
    if (const auto* box = std::get_if<CaseBox>(&block.content)) for_each_block(box->blocks, visit);
  }
}

}  // namespace zh::document
