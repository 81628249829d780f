package jp.totsugo.upload.layout;

/** Which spaces around a value do not belong to it. */
public enum Trim {
  none(""),
  half(" "),
  full("\u3000"),
  both(" \u3000");

  private final String spaces;

  Trim(String spaces) {
    this.spaces = spaces;
  }

  public boolean takes(char c) {
    return spaces.indexOf(c) >= 0;
  }
}
