package jp.totsugo.job;

import java.time.Duration;
import java.util.List;
import jp.totsugo.block.Tally;
import jp.totsugo.upload.file.RejectedFile;

/**
 * What a run that was published says at its end.
 *
 * @param tally all counts
 * @param tooManyUnreadable says of each file over the allowed share of unreadable lines that it is
 * @param remarks what else there is to say of uploads
 * @param duration from the first look at the uploads to the rename
 */
public record RunResult(
    Tally tally,
    List<RejectedFile> rejected,
    List<String> tooManyUnreadable,
    List<Remark> remarks,
    Duration duration) {}
