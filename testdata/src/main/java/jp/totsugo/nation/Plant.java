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

  /** Whether an insurer's rows can have this done to them at all. */
  default boolean suits(Insurer insurer) {
    return true;
  }

  /** The same plant for some insurers only. */
  default Plant at(Predicate<Insurer> insurers) {
    Plant everywhere = this;
    return new Plant() {
      @Override
      public boolean plant(Site site, int anchor) {
        return everywhere.plant(site, anchor);
      }

      @Override
      public boolean suits(Insurer insurer) {
        return insurers.test(insurer);
      }
    };
  }

  /** Names a lambda, so that it can be given insurers. */
  static Plant of(Plant plant) {
    return plant;
  }

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
