package jp.totsugo.evaluation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The run is not one of what the truth describes, so that comparing them would say nothing. */
public final class OtherRunException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Optional<Days> days;
  private final transient Optional<Uploads> uploads;

  /** The as-of of both, where they differ. */
  public record Days(LocalDate truth, LocalDate run) {}

  /**
   * Uploads, by name.
   *
   * @param missing the truth knows them, and the run had none of that name
   * @param changed they have another length or CRC-32C in the run
   * @param foreign the run had them, and the truth does not know them
   */
  public record Uploads(List<String> missing, List<String> changed, List<String> foreign) {
    boolean isEmpty() {
      return missing.isEmpty() && changed.isEmpty() && foreign.isEmpty();
    }
  }

  OtherRunException(Optional<Days> days, Optional<Uploads> uploads) {
    super("the run is not one of the truth's uploads at the truth's as-of");
    this.days = days;
    this.uploads = uploads;
  }

  /** Empty if both are of one day, or if one does not say. */
  public Optional<Days> days() {
    return days;
  }

  /** Empty if the uploads are the truth's, or if the truth does not list them. */
  public Optional<Uploads> uploads() {
    return uploads;
  }
}
