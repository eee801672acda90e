personnel-state-in-steps = Đang thực hiện quy trình nhân sự
personnel-state-submitted = Đã trình đề án nhân sự
personnel-state-returned = Đề án bị trả lại
personnel-state-approved = Đề án đã được đồng ý
personnel-state-presented = Đã trình đại hội
personnel-state-decided = Đại hội đã quyết định

personnel-step-repeat-step = Thực hiện lại một bước
personnel-step-submit-scheme = Trình đề án nhân sự
personnel-step-endorse-scheme = Cho ý kiến nhất trí đề án (đảng ủy bộ phận)
personnel-step-return-scheme = Trả lại đề án nhân sự
personnel-step-revise = Chỉnh sửa đề án nhân sự
personnel-step-approve-scheme = Cho ý kiến đồng ý đề án nhân sự
personnel-step-reopen-scheme = Mở lại đề án đã đồng ý để chi bộ chỉnh sửa
personnel-step-present = Trình đề án tại đại hội
personnel-step-decide = Ghi kết quả bầu cử

personnel-step-kind-direction = Xác định số lượng, cơ cấu, tiêu chuẩn
personnel-step-kind-introduction = Hội nghị đảng viên chính thức giới thiệu nhân sự
personnel-step-kind-settlement = Chi ủy thảo luận, biểu quyết, chốt danh sách
personnel-step-kind-verification = Thẩm tra tiêu chuẩn chính trị, sức khỏe, kê khai tài sản

candidacy-re-election = Tái cử
candidacy-first-time = Lần đầu

personnel-restricted = Thông tin nhân sự nội bộ: chỉ người có trách nhiệm được xem, mỗi lần xem đều được ghi lại. Không nhập nội dung thuộc bí mật nhà nước.
conflict-personnel-processes = Đại hội này đã có quy trình nhân sự. Hãy mở quy trình đã có để làm tiếp.

reason-personnel-congress-not-preparing = Quy trình nhân sự chỉ bắt đầu khi đại hội đang ở giai đoạn chuẩn bị. Hãy kiểm tra lại trạng thái của đại hội.
reason-personnel-no-election = Kế hoạch không có nội dung bầu cấp ủy nên đại hội này không làm quy trình nhân sự. Nếu có bầu cử, hãy đề nghị cấp ủy ban hành kế hoạch bổ sung nội dung này.
reason-personnel-congress-not-ahead = Đại hội đã diễn ra hoặc đã hủy nên không thể thay đổi quy trình nhân sự. Nếu cần, hãy lập đại hội mới.
reason-personnel-congress-not-in-session = Bước này chỉ thực hiện khi đại hội đang họp. Hãy khai mạc đại hội trước.
reason-personnel-not-in-steps = Quy trình nhân sự không còn ở giai đoạn thực hiện các bước. Muốn sửa, cấp ủy cấp trên cần trả lại đề án, sau đó chi bộ dùng bước "Chỉnh sửa đề án nhân sự".

reason-personnel-step-signed = Bước này đã ký xác nhận nên không sửa được nữa. Nếu cần làm lại, hãy dùng "Thực hiện lại một bước" và nêu lý do.
reason-personnel-step-before-unsigned = Bước { $n } chưa được ký xác nhận. Hãy hoàn thành và ký bước { $n } trước.
reason-personnel-date-missing = Chưa ghi ngày tổ chức hội nghị. Hãy ghi ngày theo biên bản.
reason-personnel-date-in-future = Ngày { $date } chưa đến. Chỉ ghi kết quả sau khi hội nghị đã họp.
reason-personnel-summoned-over-members = Triệu tập { $summoned } người trong khi chi bộ có { $members } đảng viên. Hãy kiểm tra lại biên bản; nếu số đảng viên của chi bộ đã thay đổi thì cập nhật trước.
reason-personnel-date-before-plan = Ngày tổ chức trước ngày ban hành kế hoạch đại hội ({ $issued }). Hãy kiểm tra lại biên bản.
reason-personnel-date-before-previous = Ngày tổ chức không được trước ngày của bước liền trước ({ $previous }). Hãy kiểm tra lại biên bản.
reason-personnel-date-after-congress = Các bước nhân sự phải xong trước đại hội (ngày { $congress }). Hãy kiểm tra lại ngày.
reason-personnel-attendance-missing = Chưa ghi số người được triệu tập và số người có mặt. Hãy ghi theo biên bản.
reason-personnel-present-over-summoned = Số có mặt ({ $present }) nhiều hơn số được triệu tập ({ $summoned }). Hãy kiểm tra lại.
reason-personnel-quorum-short = Có mặt { $present } trên { $summoned } người được triệu tập, cần ít nhất { $needed } người. Hãy tổ chức lại hội nghị khi đủ người.
reason-personnel-step-without-ballot = Bước này không bỏ phiếu nên không ghi số phiếu. Hãy bỏ phần số phiếu.
reason-personnel-ballots-missing = Chưa ghi đủ số phiếu phát ra, thu về, hợp lệ và không hợp lệ. Hãy ghi theo biên bản kiểm phiếu.
reason-personnel-issued-over-present = Số phiếu phát ra ({ $issued }) nhiều hơn số người có mặt ({ $present }). Hãy đối chiếu với biên bản kiểm phiếu.
reason-personnel-returned-over-issued = Số phiếu thu về ({ $returned }) nhiều hơn số phiếu phát ra ({ $issued }). Hãy đối chiếu với biên bản kiểm phiếu.
reason-personnel-ballots-unequal = Phiếu hợp lệ ({ $valid }) cộng phiếu không hợp lệ ({ $invalid }) phải bằng số phiếu thu về ({ $returned }). Hãy đối chiếu với biên bản kiểm phiếu.
reason-personnel-total-unknown = Có { $count } kết quả phiếu của người không có trong danh sách. Hãy bổ sung người đó vào danh sách hoặc bỏ kết quả này.
reason-personnel-total-twice = Có { $count } người được ghi kết quả phiếu hai lần. Hãy giữ lại một dòng cho mỗi người.
reason-personnel-total-missing = Chưa có kết quả phiếu của: { $names }. Hãy ghi đủ kết quả của từng người.
reason-personnel-total-over-valid = Tổng phiếu đồng ý và không đồng ý vượt quá { $valid } phiếu hợp lệ ở: { $names }. Hãy đối chiếu với biên bản kiểm phiếu.
reason-personnel-minutes-missing = Chưa có biên bản của bước này. Hãy ghi biên bản rồi ký xác nhận.
reason-personnel-step-kind-missing = Chưa nêu bước nào cần thực hiện lại. Hãy chọn bước.
reason-personnel-steps-too-many = Quy trình đã có { $most } bước, không thêm được nữa. Hãy xin ý kiến cấp ủy cấp trên.
reason-personnel-steps-unsigned = Chưa ký xác nhận bước: { $steps }. Hãy hoàn thành các bước này theo thứ tự.

reason-nominee-not-official = Chỉ đảng viên chính thức, không bị đình chỉ sinh hoạt hoặc khởi tố, truy tố, mới được giới thiệu. Hãy kiểm tra lại tư cách đảng viên.
reason-nominee-twice = Người này đã có trong danh sách cho chức danh này. Hãy dùng tên đã có.
reason-personnel-list-to-mend = Danh sách nhân sự còn vướng mắc với một số người. Hãy xem tên và lý do ở phần công tác nhân sự của đại hội, rồi rút tên hoặc bổ sung cho đúng.
reason-nominee-unlike-member = Họ tên, ngày sinh, giới tính của { $name } lấy theo hồ sơ đảng viên của chi bộ. Hãy sửa hồ sơ đảng viên trước, hoặc rút tên có lý do rồi giới thiệu đúng người.
reason-nominee-too-young = Đến ngày { $day }, { $name } chưa đủ { $years } tuổi cộng { $months } tháng dự bị nên chưa thể là đảng viên chính thức. Hãy kiểm tra lại ngày sinh hoặc giới thiệu người khác.
reason-nominee-withdrawn = Tên này đã rút khỏi danh sách nên không sửa được. Nếu cần, hãy giới thiệu lại.
reason-nominee-voted-on = Người này đã được bỏ phiếu nên không đổi được chức danh hoặc danh sách. Hãy rút tên có lý do, giới thiệu lại và lấy phiếu lại.
reason-nominees-too-many = Danh sách đã có { $most } người, không thêm được nữa. Hãy kiểm tra lại danh sách.

reason-personnel-seats-missing = Chưa xác định số lượng cần bầu của từng chức danh. Hãy ghi số lượng bầu.
reason-personnel-one-secretary = Mỗi chi bộ bầu một bí thư. Hãy ghi số lượng bầu bí thư là 1.
reason-personnel-branch-too-small = Chi bộ có { $members } đảng viên chính thức, chưa đủ { $from } nên không bầu chi ủy, chỉ bầu bí thư và nếu cần thì một phó bí thư. Hãy bỏ số lượng bầu chi ủy.
reason-personnel-committee-too-large = Chi ủy có không quá { $most } người, số lượng bầu đang ghi là { $seats }. Hãy giảm số lượng bầu.
reason-personnel-deputies-too-many = Chi bộ có không quá { $most } phó bí thư, số lượng bầu đang ghi là { $seats }. Hãy giảm số lượng bầu.
reason-personnel-nominees-missing = { $post }: cần bầu { $seats } người nhưng danh sách mới có { $listed }. Hãy giới thiệu thêm nhân sự.
reason-personnel-nominees-without-seats = Có người được giới thiệu cho chức danh không có số lượng bầu: { $posts }. Hãy ghi số lượng bầu hoặc rút tên.
reason-personnel-surplus-missing = Danh sách bầu chi ủy phải có số dư: cần bầu { $seats } người, danh sách đang có { $listed }. Hãy giới thiệu thêm nhân sự.
reason-personnel-surplus-too-large = Số dư của danh sách bầu chi ủy vượt mức cho phép: cần bầu { $seats } người, danh sách có { $listed }, nhiều nhất được { $most }. Hãy rút bớt tên.
reason-personnel-head-off-committee-list = Bí thư, phó bí thư được bầu trong số chi ủy viên, nhưng chưa có trong danh sách bầu chi ủy: { $names }. Hãy giới thiệu các đồng chí này vào chi ủy.
reason-personnel-nominee-not-voted-on = Chưa được bỏ phiếu ở bước lấy phiếu cuối cùng: { $names }. Hãy thực hiện lại bước lấy phiếu hoặc rút tên.
reason-personnel-service-short = Đồng chí { $name } còn { $months } tháng công tác, mức yêu cầu là { $needed } tháng. Hãy xem xét lại nhân sự hoặc xin ý kiến cấp ủy cấp trên.

reason-personnel-opinion-symbol-missing = Chưa có số, ký hiệu của văn bản cho ý kiến. Hãy ghi số, ký hiệu.
reason-personnel-opinion-date-missing = Chưa có ngày của văn bản cho ý kiến. Hãy ghi ngày.
reason-personnel-opinion-date-in-future = Ngày { $date } của văn bản cho ý kiến chưa đến. Hãy kiểm tra lại ngày.
reason-personnel-opinion-date-too-early = Văn bản cho ý kiến ghi ngày { $date }, trước khi đề án nhân sự hoàn thành (ngày { $since }). Hãy kiểm tra lại ngày.
reason-personnel-opinion-text-missing = Chưa có nội dung ý kiến của cấp ủy. Hãy ghi nội dung ý kiến.
reason-scheme-not-endorsed = Kế hoạch yêu cầu đảng ủy bộ phận cho ý kiến trước, nhưng đề án này chưa được đảng ủy bộ phận nhất trí. Hãy chờ ý kiến của đảng ủy bộ phận.
reason-scheme-already-endorsed = Đảng ủy bộ phận đã nhất trí với đề án này. Hãy chờ cấp ủy cấp trên cho ý kiến.


reason-personnel-committee-even = Số lượng chi ủy đang là { $seats }; thông thường là số lẻ (3, 5 hoặc 7). Hãy cân nhắc.
reason-personnel-committee-expected = Chi bộ có { $members } đảng viên chính thức, từ { $from } trở lên thì bầu chi ủy. Hãy cân nhắc bổ sung số lượng bầu chi ủy.
reason-personnel-surplus-over-prepared = Số dư do cấp ủy chuẩn bị thường từ { $least }% đến { $most }%, danh sách đang dư { $surplus } người. Hãy cân nhắc.
reason-personnel-women-below-target = Danh sách có { $have } nữ trên { $of } người, mục tiêu là { $percent }%. Đây là mục tiêu phấn đấu, hãy cân nhắc giới thiệu thêm.
reason-personnel-young-below-target = Danh sách có { $have } cán bộ trẻ trên { $of } người, mục tiêu là { $percent }%. Đây là mục tiêu phấn đấu, hãy cân nhắc giới thiệu thêm.

invalid-personnel-post-twice = Mỗi chức danh chỉ ghi một dòng số lượng bầu.
invalid-personnel-seats-of-delegates = Đề án không ghi số đại biểu dự đại hội cấp trên: số đại biểu chính thức do cấp ủy cấp trên phân bổ, số dự khuyết do đại hội quyết định. Hãy bỏ dòng này.
invalid-nominee-name-blank = Hãy ghi họ và tên.
invalid-nominee-field-missing = Hãy ghi mục này, hoặc chọn một đảng viên của chi bộ.
invalid-nominee-field-of-member = Đã chọn đảng viên của chi bộ thì mục này lấy theo hồ sơ. Hãy bỏ mục này.
