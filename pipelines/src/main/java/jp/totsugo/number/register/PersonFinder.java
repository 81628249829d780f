package jp.totsugo.number.register;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.totsugo.number.SecondReading;
import jp.totsugo.number.mixup.Candidate;
import jp.totsugo.number.mixup.CandidateBlock;
import jp.totsugo.number.mixup.CandidateBlock.Sighting;
import jp.totsugo.number.mixup.NumberSlip;
import jp.totsugo.person.KanaFolding;
import jp.totsugo.person.PersonComparator;
import jp.totsugo.person.PersonFields;
import jp.totsugo.person.Verdict;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Looks in the register for the persons whose number it does not hold: by birth date, sex and
 * either folded kana or name, then as text. Serves one thread.
 */
public final class PersonFinder {
  private final UploadPlan plan;
  private final RuleSettings settings;
  private final KanaFolding kanaFolding = new KanaFolding();
  private final PersonComparator comparator = PersonComparator.standard();
  private final Set<Integer> birthdates = new HashSet<>();
  private final ListMultimap<Key, Candidate> wanted = ArrayListMultimap.create();

  /** What a person is looked up by: the hash of the folded kana, or of the name. */
  private record Key(int birthdate, String sex, long text) {}

  public PersonFinder(UploadPlan plan, RuleSettings settings, Iterable<CandidateBlock> candidates) {
    this.plan = plan;
    this.settings = settings;
    for (CandidateBlock block : candidates) {
      block.forEach(
          new CandidateBlock.Visitor() {
            @Override
            public void candidate(Candidate candidate) {
              if (!candidate.isInRegister()) {
                want(candidate);
              }
            }

            @Override
            public void sighting(Sighting sighting) {
              throw new IllegalStateException("sightings come later");
            }
          });
    }
  }

  private void want(Candidate candidate) {
    PersonFields person = candidate.person();
    birthdates.add(person.birthdate());
    char[] kana = person.kana().toCharArray();
    if (kana.length > 0) {
      wanted.put(
          new Key(person.birthdate(), person.sex(), kanaFolding.hash(kana, 0, kana.length)),
          candidate);
    }
    if (!person.name().isEmpty()) {
      wanted.put(
          new Key(person.birthdate(), person.sex(), ~(long) person.name().hashCode()), candidate);
    }
  }

  /** The sightings in one slice of the register. */
  public CandidateBlock find(Slice slice) throws IOException {
    List<Sighting> sightings = new ArrayList<>();
    if (!wanted.isEmpty()) {
      find(slice, sightings);
    }
    return CandidateBlock.ofSightings(sightings);
  }

  private void find(Slice slice, List<Sighting> sightings) throws IOException {
    RecordView record = settings.newRecordView();
    try (RecordReader reader = RecordReader.open(plan.file(slice.file()), slice, record)) {
      for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
        if (line == RecordReader.Line.RECORD
            && record.hasTwelveDigits()
            && birthdates.contains(record.birthdate())) {
          look(record, sightings);
        }
      }
    } catch (IOException e) {
      throw LostFileException.of(plan.file(slice.file()), e);
    }
  }

  private void look(RecordView record, List<Sighting> sightings) {
    PersonFields registered = SecondReading.personOf(record);
    Set<Candidate> matches = new HashSet<>();
    matches.addAll(
        wanted.get(
            new Key(
                registered.birthdate(),
                registered.sex(),
                kanaFolding.hash(
                    record.text(), record.start(Column.KANA), record.end(Column.KANA)))));
    matches.addAll(
        wanted.get(
            new Key(
                registered.birthdate(), registered.sex(), ~(long) registered.name().hashCode())));
    for (Candidate candidate : matches) {
      if (candidate.number() != record.myNumber()
          && comparator.compare(candidate.person(), registered).verdict() == Verdict.OWNER) {
        sightings.add(
            new Sighting(
                candidate.record().locator(),
                NumberSlip.between(candidate.number(), record.myNumber())));
      }
    }
  }
}
