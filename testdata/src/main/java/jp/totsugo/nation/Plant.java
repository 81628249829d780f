package jp.totsugo.nation;

import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** One thing that may be done to a cell. */
interface Plant {
  /**
   * Does it at row {@code anchor} or at the next free one that fits. False if the cell has none.
   */
  boolean plant(Site site, int anchor);

  /** Does something to any free row. */
  static Plant on(BiConsumer<Site, Subscriber> deed) {
    return on(one -> true, deed);
  }

  /** Does something to a free row that fits. */
  static Plant on(Predicate<Subscriber> fits, BiConsumer<Site, Subscriber> deed) {
    return (site, anchor) -> {
      Subscriber one = site.free(anchor, fits);
      if (one != null) {
        deed.accept(site, one);
      }
      return one != null;
    };
  }

  /** Does something to a free row if it can be done there; false leaves the row as it was. */
  static Plant where(BiPredicate<Site, Subscriber> deed) {
    return (site, anchor) -> {
      Subscriber one = site.free(anchor, each -> true);
      return one != null && deed.test(site, one);
    };
  }
}
