# Chỉ tiêu của dự thảo nghị quyết.
target-direction-increase = tăng
target-direction-decrease = giảm
target-direction-hold = giữ nguyên

reason-target-adopted = Đại hội đã thông qua chỉ tiêu này, nên không sửa. Nếu kết quả biểu quyết đã ghi bị sai, hãy ghi lại kèm lý do.
reason-target-rejected = Đại hội đã biểu quyết không thông qua chỉ tiêu này; kết quả được giữ lại. Hãy sửa chỉ tiêu rồi mới biểu quyết lại; nếu kết quả đã ghi bị sai, hãy ghi lại kèm lý do.
reason-target-resolution-adopted = Đại hội đã thông qua nghị quyết, nên không thêm, sửa hoặc biểu quyết chỉ tiêu nữa. Chỉ tiêu cần sửa thì để nhiệm kỳ sau hoặc hội nghị chi bộ quyết định.
reason-target-too-many = Nghị quyết có nhiều nhất { $most } chỉ tiêu. Hãy gộp hoặc lược bớt.
reason-target-against-baseline = Chỉ tiêu ghi “{ $direction }” nhưng giá trị { $value } { $unit } không phù hợp với hiện trạng { $baseline } { $unit }. Đề nghị chi bộ xem lại; phần mềm không tự sửa.
reason-targets-contradict = Có chỉ tiêu khác về cùng nội dung “{ $indicator }”: chỉ tiêu này { $direction } đến { $value } { $unit }, chỉ tiêu kia { $other_direction } đến { $other } { $unit }. Đề nghị chi bộ thống nhất một số liệu.
reason-target-differs-from-document = { $document } nêu “{ $indicator }” là { $stated } { $unit }, khác với chỉ tiêu { $value } { $unit }. Đề nghị chi bộ đối chiếu, thống nhất số liệu.
