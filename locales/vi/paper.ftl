# Văn bản, giấy tờ của đại hội và của văn bản hướng dẫn.
paper-kind-run-sheet = Kịch bản điều hành
paper-kind-ballot = Phiếu bầu
paper-kind-counting-form = Mẫu biên bản kiểm phiếu (chưa ghi số liệu)
paper-kind-counting-minutes = Biên bản kiểm phiếu
paper-kind-elected-list = Danh sách trúng cử
paper-kind-resolution = Nghị quyết
paper-kind-congress-minutes = Biên bản đại hội

reason-paper-before-session = Đại hội chưa tiến hành (hiện ở trạng thái: { $state }). Văn bản này lập được từ khi đại hội khai mạc. Hãy lập sau khi khai mạc.
reason-paper-without-programme = Chưa có chương trình đại hội. Hãy lập chương trình rồi in kịch bản điều hành.
reason-paper-without-ballot-list = Chưa có danh sách bầu cử được đại hội thông qua. Hãy biểu quyết danh sách rồi in phiếu bầu.
reason-paper-without-count = Chưa có kết quả kiểm phiếu. Ban kiểm phiếu nhập kết quả rồi in biên bản.
reason-paper-without-draft = Chưa có dự thảo nghị quyết. Hãy gửi dự thảo nghị quyết.
reason-paper-resolution-not-adopted = Nghị quyết chưa được đại hội thông qua (dự thảo hiện ở trạng thái: { $state }). Hãy ghi kết quả biểu quyết nghị quyết trước.
reason-paper-without-text = Không đọc được nội dung dự thảo nghị quyết. Hãy gửi tệp DOCX, ODT hoặc văn bản thuần.
reason-paper-without-elected = Đại hội chưa bầu cử. Hãy trình đề án nhân sự rồi tiến hành bầu cử.
reason-paper-elections-open = Chưa bầu cử xong: { $posts }. Hãy bầu xong rồi lập danh sách trúng cử.
reason-paper-election-not-named = Các cuộc bầu cử đã xong ({ $posts }). Hãy nêu rõ lập văn bản của cuộc bầu cử nào.
reason-paper-without-round = Chưa phát phiếu bầu { $post }. Hãy phát phiếu, bỏ phiếu, kiểm phiếu rồi lập biên bản.
reason-paper-count-incomplete = Chưa có số liệu kiểm phiếu bầu { $post }, lần { $round }: mới nhập { $entries } trên 2 lần. Hai thành viên ban kiểm phiếu cần nhập riêng, rồi lập biên bản.
reason-paper-count-differs = Số liệu kiểm phiếu bầu { $post }, lần { $round }: hai lần nhập không khớp. Ban kiểm phiếu đối chiếu biên bản đã ký, giải quyết chỗ không khớp, rồi lập biên bản.
reason-paper-round-broken-off = Lần bỏ phiếu { $round } bầu { $post } đã dừng, không có kết quả nên không có biên bản kiểm phiếu. Hãy chọn lần bỏ phiếu khác.
reason-paper-guidance-not-issued = Văn bản hướng dẫn chưa ban hành (hiện ở trạng thái: { $state }). Hãy ban hành rồi lập công văn gửi.
