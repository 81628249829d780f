package jp.totsugo.person;

/** What a number of an address counts, as the word after it says. */
enum AddressLevel {
  /** No word: 1-2-3. */
  UNSAID,
  /** 丁目, 丁. */
  CHOME,
  /** 番, 番地: a block of the residential indication or a lot of the land register. */
  LOT,
  /** 号. */
  HOUSE,
  /** 条 of a Hokkaido grid. */
  JO,
  /** 線 of a Hokkaido grid. */
  LINE,
  /** 棟, 号棟. */
  WING,
  /** 階, F. */
  FLOOR,
  /** 号室, 室. */
  ROOM;

  /** Returns whether two numbers may count the same thing: nothing said agrees with everything. */
  boolean mayBe(AddressLevel other) {
    return this == other
        || this == UNSAID
        || other == UNSAID
        || this == HOUSE && other == ROOM
        || this == ROOM && other == HOUSE;
  }

  /** Returns whether an area is numbered so, in which a house still has to be found. */
  boolean isArea() {
    return this == CHOME || this == JO || this == LINE;
  }

  /** Returns whether only the inside of a building is numbered so. */
  boolean isIndoors() {
    return this == WING || this == FLOOR || this == ROOM;
  }
}
