# Số, ký hiệu văn bản: cấp số, dành số, hủy số, thẩm quyền ban hành.
action-keep-numbers = cấp số văn bản

number-state-reserved = Đã dành số
number-state-issued = Đã cấp cho văn bản
number-state-cancelled = Đã hủy

document-type-resolution = nghị quyết
document-type-decision = quyết định
document-type-regulation = quy định
document-type-directive = chỉ thị
document-type-conclusion = kết luận
document-type-working-rules = quy chế
document-type-circular = thông tri
document-type-guidance = hướng dẫn
document-type-announcement = thông báo
document-type-report = báo cáo
document-type-plan = kế hoạch
document-type-succession-plan = quy hoạch
document-type-programme = chương trình
document-type-scheme = đề án
document-type-option = phương án
document-type-submission = tờ trình
document-type-official-letter = công văn
document-type-minutes = biên bản

issuing-organ-branch = chi bộ
issuing-organ-branch-congress = đại hội chi bộ
issuing-organ-base-committee = đảng ủy cơ sở
issuing-organ-base-standing-committee = ban thường vụ đảng ủy cơ sở
issuing-organ-upper-committee = cấp ủy cấp trên cơ sở
issuing-organ-advisory-board = cơ quan tham mưu, giúp việc của cấp ủy

reason-number-dated-ahead = Ngày ghi trên văn bản ({ $date }) chưa tới. Hãy ghi ngày hôm nay hoặc dành số trước.
reason-number-reason-missing = Văn bản chưa có ngày thì số chỉ được dành trước. Hãy ghi lý do dành số, hoặc ghi ngày của văn bản.
reason-congress-gives-no-numbers = Số văn bản của đại hội chỉ được cấp từ khi khai mạc đến khi báo cáo kết quả (hiện ở trạng thái: { $state }). Văn bản trước và sau đại hội lấy số của chi bộ.
reason-number-date-outside-session = Văn bản ghi ngày { $date }, không nằm trong thời gian đại hội (từ { $from } đến { $to }). Hãy ghi đúng ngày, hoặc lấy số của chi bộ.
reason-term-not-recorded = Chưa biết nhiệm kỳ của cấp ủy vào ngày { $date }. Hãy ghi ngày bắt đầu nhiệm kỳ (ngày sau ngày bế mạc đại hội) rồi lấy số.
reason-number-of-another-term = Số này được dành trong nhiệm kỳ bắt đầu ngày { $term }; văn bản ghi ngày { $date } thuộc nhiệm kỳ khác. Hãy hủy số này và lấy số mới.
reason-series-has-begun = Sổ số của loại văn bản này đã có đến số { $last }; không đặt lại số bắt đầu được. Hãy lấy số tiếp theo.
reason-secret-has-abstract = Văn bản mật chỉ ghi số, loại, ngày và người giữ; không ghi trích yếu. Hãy bỏ trích yếu.
reason-secret-without-custodian = Văn bản mật phải ghi người giữ.
reason-organ-not-entitled = Theo quy định đang có hiệu lực, { $organ } không ban hành { $type }. Hãy chọn thể loại khác.
reason-organ-hardly-entitled = Chưa rõ { $organ } có được ban hành { $type } hay không. Hãy hỏi văn phòng cấp ủy cấp trên.
reason-number-date-disorder = Số { $number } ghi ngày { $date } nhưng số { $other } ghi ngày { $other_date }: thứ tự số và ngày không khớp. Hãy kiểm tra lại ngày của văn bản.
reason-organ-code-unfit = Ký hiệu { $code } không đặt được trong số, ký hiệu văn bản: phải viết chữ in hoa, ví dụ ĐUK, ĐU, CB.
reason-number-of-own-organ-only = Số văn bản do chính cơ quan ban hành cấp; chỉ người giữ chức vụ tại đó ({ $roles }) được lấy số. Hãy đề nghị người đó lấy số.
reason-number-taken = Số { $symbol } đã dùng cho văn bản khác trong cùng sổ số. Số tiếp theo chưa dùng là { $next }. Nếu số này thuộc nhiệm kỳ khác, hãy ghi ngày bắt đầu nhiệm kỳ vào sổ số trước.
reason-number-in-other-state = Số { $symbol } đang ở trạng thái: { $state }; không làm việc này được. Hãy xem sổ số và chọn việc phù hợp với trạng thái đó.
reason-term-recorded = Nhiệm kỳ bắt đầu ngày { $date } đã được ghi. Hãy dùng nhiệm kỳ đã ghi.

invalid-symbol-type-miswritten = Tên loại viết sai kiểu chữ: viết đúng như NQ, QĐ, KH, CTr, TTr, ĐA (không viết QĐi, kh).
invalid-symbol-so-miswritten = Viết đủ dấu và viết hoa chữ đầu: Số.
