# Bầu cử tại đại hội: trạng thái, các bước, danh sách bầu cử, kiểm phiếu, và vì sao chưa thực hiện được.

election-state-opened = Chưa biểu quyết số lượng
election-state-seats-voted = Đã biểu quyết số lượng
election-state-nominating = Đang ứng cử, đề cử
election-state-settling = Đang chốt danh sách bầu cử
election-state-list-voted = Đã biểu quyết danh sách bầu cử
election-state-voting = Đang bỏ phiếu, kiểm phiếu
election-state-announced = Đã công bố kết quả lần bầu
election-state-decided = Đã bầu đủ
election-state-left-vacant = Kết thúc, có chức danh khuyết

election-step-vote-seats = Biểu quyết số lượng bầu
election-step-publish-list = Công bố danh sách đề cử của cấp ủy triệu tập
election-step-close-nominations = Kết thúc ứng cử, đề cử
election-step-reopen-nominations = Cho phép ứng cử, đề cử thêm
election-step-record-poll = Ghi kết quả phiếu xin ý kiến
election-step-vote-list = Biểu quyết danh sách bầu cử
election-step-issue-ballots = Phát phiếu bầu
election-step-break-off = Dừng lần bỏ phiếu
election-step-announce = Công bố kết quả kiểm phiếu
election-step-conclude = Tuyên bố kết quả trúng cử
election-step-vote-again = Bầu tiếp số còn thiếu
election-step-vote-on-tied = Bầu lại giữa những người có số phiếu bằng nhau
election-step-leave-vacant = Để khuyết

candidate-state-standing = có tên trong danh sách
candidate-state-withdrawal-asked = xin rút, đại hội chưa quyết định
candidate-state-withdrawn = đại hội đã cho rút
candidate-state-unsupported = không đủ số người tán thành
candidate-state-polled-out = không đưa vào danh sách sau khi xin ý kiến
candidate-state-elected = trúng cử

round-state-counting = đang kiểm phiếu
round-state-differing = hai lần nhập không khớp
round-state-agreed = số liệu đã thống nhất
round-state-announced = đã công bố
round-state-void = đã dừng

ballot-columns-strike-out = phiếu gạch tên
ballot-columns-four-columns = phiếu bốn cột

invalid-ballot-not-issued = không do ban kiểm phiếu phát ra
invalid-ballot-too-many-names = để nhiều tên hơn số lượng bầu
invalid-ballot-nobody-kept = gạch hết tên
invalid-ballot-both-or-neither = đánh dấu cả hai ô hoặc không đánh dấu ô nào
invalid-ballot-marked = ghi thêm tên ngoài danh sách, ký tên, viết thêm, đánh dấu

ballot-heading-number = STT
ballot-heading-name = Họ và tên
ballot-heading-agree = Đồng ý
ballot-heading-disagree = Không đồng ý
ballot-instruction-strike-out = Gạch ngang họ và tên người không tín nhiệm. Số người để lại không quá { $seats }.
ballot-instruction-four-columns = Với mỗi người, đánh dấu X vào một trong hai ô: đồng ý hoặc không đồng ý. Số lượng bầu: { $seats }.

election-board-upper = Đảng ủy
election-board-branch = Chi ủy
election-task-appoint-secretary = Chỉ định bí thư { $branch }: đại hội chưa bầu được bí thư.
election-task-elect-deputy = Bầu bổ sung phó bí thư { $branch }: đại hội để khuyết.
election-task-elect-member = Bầu bổ sung chi ủy viên { $branch }: đại hội bầu chưa đủ số lượng.
election-task-secretary-refused = Chỉ định bí thư { $branch }, hoặc chỉ đạo bầu lại: kết quả bầu bí thư không được chuẩn y.
election-task-deputy-refused = Bầu lại phó bí thư { $branch }: kết quả bầu không được chuẩn y.
election-task-member-refused = Bầu lại chi ủy viên { $branch }: kết quả bầu không được chuẩn y.
election-task-secretary-left = Bầu bổ sung hoặc chỉ định bí thư { $branch }: đồng chí bí thư đã thôi giữ chức.
election-task-deputy-left = Bầu bổ sung hoặc chỉ định phó bí thư { $branch }: đồng chí phó bí thư đã thôi giữ chức.
election-task-member-left = Bầu bổ sung hoặc chỉ định chi ủy viên { $branch }: có chi ủy viên đã thôi giữ chức.
result-task-filled = Đã chỉ định bổ sung theo Quyết định số { $symbol } ngày { $date }.
result-task-by-elected = Đã bầu bổ sung, được chuẩn y theo Quyết định số { $symbol } ngày { $date }.
result-task-lapsed = Chi bộ đã tổ chức đại hội nhiệm kỳ mới; việc này không còn đặt ra.
result-task-appointed = Đã chỉ định bí thư theo Quyết định số { $symbol } ngày { $date }.
result-task-void = Kết quả đại hội đã bị hủy; việc này không còn đặt ra.

conflict-elections = Đại hội đã có cuộc bầu cử chức danh này. Hãy mở cuộc bầu cử đã có.
conflict-count-entries = Lần bầu này vừa có người khác nhập số liệu. Hãy xem lại rồi nhập tiếp.
conflict-election-rounds = Phiếu của lần bầu này vừa được phát. Hãy xem lại trạng thái.

reason-election-congress-not-in-session = Việc này chỉ làm khi đại hội đang họp. Nếu đại hội chưa khai mạc, hãy khai mạc trước; nếu đã bế mạc, việc bầu cử đã xong.
reason-election-scheme-not-presented = Đề án nhân sự chưa trình đại hội. Hãy trình đề án trước khi bầu cử.
reason-election-out-of-order = Phải bầu xong { $posts } trước. Bầu lần lượt chi ủy, bí thư, phó bí thư, mỗi chức danh một phiếu riêng.
reason-election-committee-comes-first = Chi ủy phải bầu trước; đã bắt đầu bầu { $posts }.
reason-election-branch-too-small = Chi bộ có { $members } đảng viên chính thức, chưa đủ { $from } nên không bầu chi ủy, chỉ bầu bí thư và nếu cần thì một phó bí thư. Hãy chuyển sang bầu bí thư.
reason-election-seats-missing = Chưa ghi số lượng bầu. Hãy ghi số lượng mà đại hội biểu quyết.
reason-election-seats-not-voted = Đại hội chưa biểu quyết số lượng bầu. Hãy biểu quyết số lượng trước khi công bố danh sách.
reason-delegates-not-voted = Số đại biểu dự đại hội cấp trên do cấp ủy cấp trên phân bổ, đại hội không biểu quyết số lượng. Hãy công bố danh sách bầu đại biểu.
reason-delegates-not-allocated = Cấp ủy cấp trên chưa phân bổ số đại biểu. Hãy đề nghị cấp ủy cấp trên ghi số đại biểu được phân bổ.
reason-delegates-not-in-plan = Kế hoạch không có nội dung bầu đại biểu dự đại hội cấp trên. Nếu có, hãy đề nghị cấp ủy ban hành kế hoạch bổ sung nội dung này.
reason-delegates-congress-over = Đại hội đang ở trạng thái "{ $state }" nên không phân bổ đại biểu nữa.
reason-delegates-election-begun = Đại hội đã công bố danh sách bầu đại biểu nên không đổi số đại biểu. Muốn thay đổi, hãy phân bổ lại cho đại hội khác.
reason-candidate-is-delegate = { $names } đã trúng cử đại biểu chính thức nên không bầu làm đại biểu dự khuyết. Hãy chọn người khác.
election-task-delegate = Bầu bổ sung đại biểu của { $branch } dự đại hội cấp trên.
reason-election-seats-outside = Số lượng bầu là { $seats }; phải từ 1 đến { $most }. Hãy ghi lại số lượng.
reason-election-one-secretary = Mỗi chi bộ bầu một bí thư. Hãy ghi số lượng bầu là 1.
reason-election-vote-missing = Chưa ghi kết quả biểu quyết của đại hội. Hãy ghi số tán thành, không tán thành và không biểu quyết.
reason-election-motion-lost = Có { $for } tán thành trên { $base }; phải có ít nhất { $needed } (hơn một nửa). Đại hội không thông qua nên chưa có gì thay đổi; hãy ghi kết quả này ở mục biểu quyết vấn đề khác để đưa vào biên bản, rồi thảo luận và biểu quyết lại.
reason-election-not-at-candidates = Đang ở bước "{ $state }"; việc này chỉ làm khi: { $from }. Danh sách của cấp ủy phải công bố trước, rồi mới ứng cử, đề cử.
reason-election-quorum-lost = Còn { $present } trên { $summoned } đảng viên chính thức được triệu tập, cần { $needed }. Hãy mời các đồng chí trở lại, hoặc ghi rõ lý do vẫn tiến hành.
reason-election-not-secret = Bầu cấp ủy, bí thư, phó bí thư phải bỏ phiếu kín, không biểu quyết giơ tay. Hãy phát phiếu kín.
reason-election-not-separate = Không bầu chung một phiếu với { $posts }. Mỗi chức danh phải bầu bằng một phiếu riêng.
reason-election-ballots-used-up = Đã bầu { $most } lần mà chưa bầu được bí thư. Không bầu thêm; hãy kết thúc để cấp ủy cấp trên chỉ định.
reason-election-count-open = Số liệu kiểm phiếu chưa thống nhất. Hai thành viên ban kiểm phiếu cần nhập riêng và giải quyết chỗ không khớp.
reason-election-count-stands = Số liệu kiểm phiếu đã thống nhất nên không dừng lần bỏ phiếu được nữa. Hãy công bố kết quả.
reason-election-seats-unfilled = Mới bầu được { $filled } trên { $seats }. Người trúng cử phải được hơn một nửa. Hãy bầu tiếp hoặc để khuyết.
reason-election-nothing-vacant = Đã bầu đủ số lượng. Hãy tuyên bố kết quả trúng cử.
reason-election-nobody-tied = Không có ai bằng phiếu nhau ở vị trí cuối cùng nên không có gì để bầu lại. Hãy kết luận cuộc bầu, hoặc xem các bước làm được tại việc tiếp theo của đại hội.
reason-election-tie-first = Có những người bằng phiếu nhau ở vị trí cuối cùng. Hãy bầu lại giữa những người đó trước.
reason-election-going-on-undecided = Đã bầu { $ballots } lần mà chưa đủ số lượng. Có bầu tiếp hay không do đại hội quyết định; hãy ghi kết quả biểu quyết.
reason-election-tied-again = Bầu lại mà số phiếu vẫn bằng nhau. Có bầu tiếp hay không do đại hội quyết định; hãy ghi kết quả biểu quyết.

reason-elections-not-opened = Chưa bầu cử: đề án nhân sự chưa trình đại hội. Hãy trình đề án nhân sự.

reason-candidate-nominator-barred = Người đề cử là cấp ủy viên cấp triệu tập nên không được đề cử người ngoài danh sách của cấp ủy. Nếu không còn là cấp ủy viên, hãy sửa trong danh sách triệu tập và ghi lý do; nếu đúng, chủ tịch đại hội đề nghị đưa tên này ra.
reason-candidate-convener-barred = Cấp ủy viên cấp triệu tập không được ứng cử, nhận đề cử khi không có tên trong danh sách của cấp ủy. Nếu người này không còn là cấp ủy viên, hãy sửa trong danh sách triệu tập và ghi lý do.
reason-candidate-twice = Người này đã được giới thiệu ({ $state }). Không giới thiệu lần nữa; hãy xem tên đã có trong danh sách.
reason-candidate-other-person = { $name } trong danh sách bầu cử và { $entry } trong danh sách triệu tập không phải một người (khác họ tên, ngày sinh hoặc hồ sơ đảng viên). Hãy chọn đúng người; nếu danh sách triệu tập ghi sai thì sửa danh sách triệu tập, có lý do.
reason-candidate-entry-taken = Người này trong danh sách triệu tập đã ghép với { $name } trong cuộc bầu này. Mỗi người chỉ đứng một tên: hãy ghép với đúng người, hoặc để { $name } xin rút và đại hội quyết định.
reason-candidate-not-in-writing = Người này không có mặt tại đại hội: đề cử, ứng cử phải bằng văn bản gửi đoàn chủ tịch. Hãy ghi là bằng văn bản, hoặc ghi lý do vì sao chưa có.
reason-candidate-nominator-absent = { $name } không có mặt tại đại hội nên không đề cử bằng lời. Hãy ghi là đề cử bằng văn bản gửi đoàn chủ tịch, hoặc ghi người có mặt đã đề cử.
reason-candidate-without-consent = Người được đề cử không có mặt tại đại hội và chưa có ý kiến đồng ý. Hãy lấy ý kiến đồng ý, hoặc ghi lý do vì sao chưa có.
reason-candidates-too-many = Danh sách đã có { $most } tên, không thêm được nữa. Hãy rút bớt tên trước khi thêm.
reason-candidate-not-of-committee = { $names } không trúng cử chi ủy. Bí thư, phó bí thư bầu trong số chi ủy viên vừa trúng cử. Hãy chọn người trong số đó.
reason-candidate-is-secretary = { $names } đã trúng cử bí thư nên không bầu làm phó bí thư. Hãy chọn người khác.
reason-candidate-off-roll = { $names } chưa có trong danh sách triệu tập. Hãy ghép tên với danh sách triệu tập, hoặc đưa tên ra.
reason-candidate-on-roll = Tên này đề cử tại đại hội nên đã có trong danh sách triệu tập. Không cần ghép lại.
reason-candidate-support-missing = Chưa lấy ý kiến tán thành đối với { $names }. Phải được hơn { $percent }% số người dự đại hội tán thành mới đưa vào danh sách.
reason-candidate-of-committee-list = Tên này do cấp ủy triệu tập đề cử nên không cần lấy ý kiến tán thành. Hãy chuyển sang bước tiếp theo.
reason-candidate-support-under-attending = Ghi { $attending } người dự, nhưng hiện có mặt { $present } đảng viên chính thức. Tỷ lệ tán thành tính trên tất cả người dự đại hội; hãy ghi lại số người dự.
reason-candidate-support-over-attending = Ghi { $support } tán thành trên { $attending } người dự; hiện có mặt { $present }. Hãy đếm lại.
reason-candidate-not-standing = Không làm được: người này { $state }. Hãy xem lại danh sách bầu cử.
reason-candidate-withdrawal-open = Đại hội chưa quyết định việc xin rút của { $names }. Hãy biểu quyết cho rút hoặc không cho rút.
reason-poll-without-presidium = Phiếu xin ý kiến do đoàn chủ tịch tổ chức, có đoàn thư ký giúp việc; chưa bầu: { $organs }. Hãy bầu trước khi lấy phiếu xin ý kiến.

reason-list-too-short = Danh sách có { $listed } người, cần bầu { $seats }. Hãy giới thiệu thêm, hoặc để khuyết.
reason-list-without-surplus = Danh sách bầu chi ủy phải có số dư: cần bầu { $seats }, danh sách có { $listed }. Hãy giới thiệu thêm.
reason-list-surplus-too-large = Số dư vượt mức cho phép: cần bầu { $seats }, danh sách có { $listed }, nhiều nhất được { $most }. Hãy xin ý kiến đại hội bằng phiếu để rút gọn danh sách.
reason-poll-over-attending = Có người được ghi số phiếu xin ý kiến nhiều hơn số người có mặt ({ $attending }). Hãy đối chiếu lại biên bản.
reason-poll-not-needed = Danh sách có { $listed } người, bầu { $seats }: số dư không vượt mức nên không cần xin ý kiến bằng phiếu. Hãy biểu quyết danh sách.
reason-poll-incomplete = Hãy ghi số phiếu của từng người được xin ý kiến, mỗi người một dòng: { $names }.
reason-poll-tied = { $names } cùng được { $votes } phiếu mà chỉ lấy { $room } người. Hãy xin ý kiến lại rồi ghi kết quả.

reason-counters-missing = Chưa có ban kiểm phiếu. Hãy nêu các thành viên.
reason-counters-not-official = Có { $count } thành viên ban kiểm phiếu không phải đảng viên chính thức của chi bộ. Hãy thay người khác.
reason-ballot-list-not-voted = Đại hội chưa biểu quyết danh sách bầu cử nên chưa có phiếu bầu. Hãy biểu quyết danh sách trước.
reason-counters-not-elected = Không thuộc ban kiểm phiếu đại hội đã bầu: { $names }. Hãy để trống để ban kiểm phiếu đã bầu làm nhiệm vụ, hoặc bầu lại ban kiểm phiếu.
reason-counters-absent = Thành viên ban kiểm phiếu không có mặt: { $names }. Hãy bầu người khác vào ban kiểm phiếu, hoặc ghi lại điểm danh.

reason-counter-without-committee = Đại hội chưa bầu ban kiểm phiếu nên chưa ai kiểm phiếu. Hãy bầu ban kiểm phiếu trước.
reason-counter-not-of-committee = Người được ghi là người kiểm phiếu không thuộc ban kiểm phiếu đại hội đã bầu. Hãy chọn một thành viên: { $names }.
reason-counter-not-official = { $name } không phải đảng viên chính thức có quyền biểu quyết nên không kiểm phiếu. Hãy chọn thành viên khác.
reason-counter-absent = { $name } không có mặt tại đại hội. Hãy chọn thành viên khác của ban kiểm phiếu, hoặc ghi lại điểm danh.
reason-counter-entered-already = Đã có một lần nhập đứng tên { $name }. Hai lần nhập phải do hai thành viên ban kiểm phiếu; hãy chọn thành viên khác.
reason-counter-of-another-account = Tài khoản này gắn với một đảng viên khác nên không nhập đứng tên { $name }. Hãy nhập đứng tên chính mình; { $name } nhập bằng tài khoản của mình hoặc bằng tài khoản cấp trong ngày chưa gắn với ai.
reason-counter-has-an-account = { $name } có tài khoản riêng nên không nhập bằng tài khoản này. Hãy để { $name } đăng nhập bằng tài khoản của mình; nếu tài khoản đó chưa có chức trách kiểm phiếu tại chi bộ, đề nghị quản trị viên giao.
reason-counter-account-not-of-committee = Tài khoản này gắn với đảng viên không thuộc ban kiểm phiếu đại hội đã bầu nên không nhập số liệu. Hãy để thành viên ban kiểm phiếu nhập bằng tài khoản của mình hoặc bằng tài khoản cấp trong ngày.
reason-counters-have-accounts = Mọi thành viên ban kiểm phiếu đều có tài khoản riêng. Hãy để từng người đăng nhập bằng tài khoản của mình; tài khoản cấp trong ngày không nhập thay.
reason-organ-one-counter = Ban kiểm phiếu phải có ít nhất hai người, vì số liệu do hai thành viên nhập riêng. Hãy giới thiệu thêm.

reason-count-complete = Lần bầu này đang ở trạng thái "{ $state }" nên không nhận thêm số liệu. Hãy xem kết quả của lần bầu; nếu biên bản ghi sai, đoàn chủ tịch báo cáo đại hội và tổ chức bầu lại.
reason-count-entered-already = Đồng chí đã nhập số liệu của lần bầu này. Lần nhập thứ hai phải do thành viên khác của ban kiểm phiếu thực hiện.
reason-count-by-the-branch = Người đại diện chi ủy triệu tập không nhập số liệu kiểm phiếu, kể cả khi cũng là thành viên ban kiểm phiếu. Hãy để thành viên khác của ban kiểm phiếu nhập, hoặc đề nghị người quản trị kết thúc một trong hai chức trách.
reason-count-nothing-to-settle = Không có chỗ không khớp để giải quyết ({ $state }). Hãy xem kết quả của lần bầu.
reason-count-settlement-departs = Lần nhập thứ ba khác cả hai lần trước ở { $count } số liệu mà hai lần trước đã khớp. Hãy giữ nguyên các số liệu đã khớp.
reason-count-negative = Số liệu không được âm. Hãy đối chiếu với biên bản.
reason-count-issued-over-present = Phát ra { $issued } phiếu, nhiều hơn { $present } đảng viên chính thức có mặt khi phát phiếu. Hãy đối chiếu với biên bản.
reason-count-returned-over-issued = Thu về { $returned } phiếu, nhiều hơn số phát ra là { $issued }. Hãy đối chiếu với biên bản.
reason-count-ballots-unequal = Phiếu hợp lệ ({ $valid }) cộng phiếu không hợp lệ ({ $invalid }) phải bằng số phiếu thu về ({ $returned }). Hãy đối chiếu với biên bản.
reason-count-names-missing = Còn thiếu kết quả của { $count } người trên phiếu. Hãy ghi đủ.
reason-count-names-unknown = Có kết quả của { $count } người không có tên trên phiếu. Hãy bỏ các dòng này.
reason-count-names-twice = Có người được ghi hai lần. Mỗi người chỉ một dòng.
reason-count-votes-of-other-form = Số liệu không theo mẫu phiếu của lần bầu này ({ $form }). Phiếu gạch tên ghi số phiếu bầu; phiếu bốn cột ghi số đồng ý, không đồng ý và không tính.
reason-count-votes-over-valid = Có { $count } người được nhiều phiếu hơn { $valid } phiếu hợp lệ. Hãy đối chiếu với biên bản.
reason-count-votes-over-seats = Tổng số phiếu bầu là { $votes }, nhiều hơn { $most } ({ $valid } phiếu hợp lệ, mỗi phiếu không quá { $seats } người). Hãy đối chiếu với biên bản.
reason-count-votes-under-valid = Tổng số phiếu bầu là { $votes }, ít hơn { $valid } phiếu hợp lệ; phiếu gạch hết tên là phiếu không hợp lệ. Hãy đối chiếu với biên bản.
reason-count-boxes-unequal = Ở { $count } người, số đồng ý, không đồng ý và không tính cộng lại phải bằng { $valid } phiếu hợp lệ. Hãy đối chiếu với biên bản.
reason-count-single-uncounted = Phiếu chỉ có một người mà có { $count } phiếu không tính; phiếu như vậy là phiếu không hợp lệ. Hãy chuyển sang số phiếu không hợp lệ.
reason-count-invalid-of-other-form = Lý do không hợp lệ không có ở mẫu phiếu này ({ $form }): { $reasons }. Hãy đối chiếu với biên bản.

# Câu hỏi biểu quyết trong phần bầu cử
election-question-seats = Số lượng bầu { $post }: { $seats }
election-question-list = Danh sách bầu { $post }
election-question-reopen = Tiếp tục ứng cử, đề cử { $post }
election-question-again = Tiếp tục bầu { $post }
election-question-tied = Bầu lại giữa các đồng chí có số phiếu ngang nhau: { $post }
election-question-vacant = Để khuyết { $post }
election-question-withdrawal = Cho đồng chí { $name } rút tên khỏi danh sách bầu { $post }
