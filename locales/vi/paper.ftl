# Văn bản, giấy tờ của đại hội và của văn bản hướng dẫn.
paper-kind-run-sheet = Kịch bản điều hành
paper-kind-ballot = Phiếu bầu
paper-kind-counting-minutes = Biên bản kiểm phiếu
paper-kind-elected-list = Danh sách trúng cử
paper-kind-resolution = Nghị quyết
paper-kind-congress-minutes = Biên bản đại hội

reason-paper-before-session = Đại hội chưa tiến hành (hiện ở trạng thái: { $state }). Văn bản này lập được từ khi đại hội khai mạc.
reason-paper-without-programme = Chưa có chương trình đại hội. Hãy lập chương trình rồi in kịch bản điều hành.
reason-paper-without-ballot-list = Chưa có danh sách bầu cử được đại hội thông qua. Hãy biểu quyết danh sách rồi in phiếu bầu.
reason-paper-without-count = Chưa có kết quả kiểm phiếu. Ban kiểm phiếu nhập kết quả rồi in biên bản.
reason-paper-without-draft = Chưa có dự thảo nghị quyết. Hãy gửi dự thảo nghị quyết.
reason-paper-resolution-not-adopted = Nghị quyết chưa được đại hội thông qua (dự thảo hiện ở trạng thái: { $state }).
reason-paper-without-text = Không đọc được nội dung dự thảo nghị quyết. Hãy gửi tệp DOCX, ODT hoặc văn bản thuần.
reason-paper-without-elected = Chưa có người trúng cử.
reason-paper-guidance-not-issued = Văn bản hướng dẫn chưa ban hành (hiện ở trạng thái: { $state }). Hãy ban hành rồi lập công văn gửi.
