# Giấy tờ in ra: mẫu 01–05 của Thông tư 01/2018/TT-VPCP, với các mục của Thông tư 03/2025/TT-VPCP.

paper-moment = { $time } ngày { $date }

# Đầu giấy
paper-state = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
paper-motto = Độc lập - Tự do - Hạnh phúc
paper-number = Số:
paper-dated = { $place }, ngày { $day } tháng { $month } năm { $year }
paper-translation = Bản dịch. Bản tiếng Việt có giá trị pháp lý.
paper-code = Mã hồ sơ:

# Người nộp
paper-applicant = Hồ sơ của:
paper-personal-number = Số định danh cá nhân:
paper-tax-code = Mã số thuế:
paper-address = Địa chỉ:
paper-phone = Số điện thoại:
paper-asks = Nội dung yêu cầu giải quyết:
paper-reason = Lý do:

# Chữ ký
paper-submitter = NGƯỜI NỘP HỒ SƠ
paper-receiver = NGƯỜI TIẾP NHẬN HỒ SƠ
paper-guide = NGƯỜI HƯỚNG DẪN
paper-head-of-office = THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ
paper-sign-name = (Ký và ghi rõ họ tên)
paper-sign-seal = (Ký tên, đóng dấu)

# Mẫu 01
paper-receipt = Giấy tiếp nhận hồ sơ và hẹn trả kết quả
paper-pieces = Thành phần hồ sơ nộp gồm:
paper-originals = { $count } bản chính
paper-copies = { $count } bản sao
paper-sets = Số lượng hồ sơ (bộ):
paper-limit = Thời gian giải quyết hồ sơ theo quy định:
paper-received = Thời gian nhận hồ sơ:
paper-due = Thời gian trả kết quả giải quyết hồ sơ:
paper-why = Vì sao hẹn vào lúc này:
paper-fee = Phí, lệ phí:
paper-no-fee = Không thu
paper-result-at = Đăng ký nhận kết quả tại:
paper-decides = Đơn vị giải quyết:
paper-book = Vào Sổ theo dõi hồ sơ, quyển số: ……… Số thứ tự: ………
paper-qr = Mã QR để tra cứu và kiểm tra giấy này
paper-qr-hint = Quét để tra cứu hồ sơ và kiểm tra giấy này

# Mẫu 02
paper-supplement = Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
paper-supplement-items = Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:
paper-supplement-clock = Thời hạn giải quyết tạm dừng từ hôm nay và được tính lại từ đầu khi hồ sơ được bổ sung đủ.
paper-supplement-until = Hạn bổ sung: { $at }. Quá thời gian này mà chưa bổ sung, hồ sơ được đóng và Ông/Bà có thể nộp hồ sơ mới.
paper-help = Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với { $by } để được hướng dẫn./.
paper-help-phone = Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với { $by }, số điện thoại { $phone }, để được hướng dẫn./.

# Mẫu 03
paper-refusal = Phiếu từ chối tiếp nhận, giải quyết hồ sơ
paper-refusal-says = Qua xem xét, { $office } thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:
paper-refusal-stopped = Phiếu từ chối giải quyết hồ sơ
paper-refusal-stopped-says = Qua thẩm tra, { $office } thông báo không giải quyết hồ sơ này với lý do cụ thể như sau:
paper-refusal-end = Xin thông báo để Ông/Bà được biết và thực hiện./.

# Mẫu 04
paper-lapse = Thông báo dừng giải quyết hồ sơ
paper-lapse-says = Lúc { $asked }, { $office } đã yêu cầu Ông/Bà bổ sung hồ sơ, chậm nhất lúc { $until }. Đến nay hồ sơ chưa được bổ sung nên được đóng theo Điều 17 Nghị định số 118/2025/NĐ-CP.
paper-lapse-again = Ông/Bà có thể nộp hồ sơ mới bất cứ lúc nào.
paper-apology = Phiếu xin lỗi và hẹn lại ngày trả kết quả
paper-apology-received = Lúc { $at }, { $office } tiếp nhận hồ sơ đề nghị giải quyết thủ tục “{ $procedure }” của Ông/Bà.
paper-apology-before = Thời gian đã hẹn trả kết quả:
paper-apology-late = Tuy nhiên, hồ sơ của Ông/Bà chưa thể được giải quyết đúng thời hạn ghi trong Giấy tiếp nhận hồ sơ và hẹn trả kết quả.
paper-apology-says = { $office } xin lỗi Ông/Bà và sẽ trả kết quả lúc { $due }.
paper-apology-end = Sự chậm trễ này đã gây khó khăn cho Ông/Bà. Rất mong nhận được sự thông cảm./.

# Mẫu 05
paper-control = Phiếu kiểm soát quá trình giải quyết hồ sơ
paper-control-office = Cơ quan (bộ phận) giải quyết hồ sơ:
paper-control-procedure = Thủ tục:
paper-control-standing = Tình hình chung:
paper-control-row = TT
paper-control-giver = Người giao
paper-control-receiver = Người nhận
paper-control-at = Thời gian giao, nhận
paper-control-result = Kết quả giải quyết
paper-control-note = Ghi chú
paper-control-early = Trước hạn
paper-control-in-time = Đúng hạn
paper-control-late = Quá hạn
paper-control-made = Phiếu này do hệ thống lập từ lịch sử giải quyết hồ sơ. Kết quả của từng bước so với định mức giờ làm việc của bước đó.
paper-standing-no-promise = Chưa có ngày hẹn trả
paper-standing-running = Đang giải quyết, trong hạn
paper-standing-overdue = Đang giải quyết, quá hạn
paper-standing-on-time = Đã giải quyết đúng hạn
paper-standing-late = Đã giải quyết quá hạn
paper-note-supplement = Yêu cầu bổ sung: { $reason }
paper-note-paid = Nộp tiền, mã giao dịch: { $reference }
paper-note-payment = Yêu cầu nộp { $amount }
paper-note-refused = Từ chối: { $reason }
paper-note-withdrawn = Người nộp rút hồ sơ: { $reason }
paper-note-lapsed = Đóng do không bổ sung đúng thời gian
paper-note-recounted = Tính lại ngày hẹn: { $reason }
paper-note-approved = Đã ký kết quả
paper-note-delivered = Đã trả kết quả
paper-note-taken-over = Nhận bàn giao từ đơn vị trước; ngày hẹn trả không đổi
paper-note-recalled = Thu hồi hồ sơ đang bàn giao

# Trang, bản in
paper-page = Trang
paper-draft = Dự thảo
paper-piece-name = Tên giấy tờ
paper-piece-originals = Bản chính
paper-piece-copies = Bản sao

# Mẫu 06
paper-book-title = Sổ theo dõi hồ sơ
paper-book-span = Từ ngày { $from } đến ngày { $to }
paper-book-row = STT
paper-book-code = Mã hồ sơ
paper-book-procedure = Tên thủ tục hành chính
paper-book-applicant = Cá nhân, tổ chức
paper-book-where = Địa chỉ, số điện thoại
paper-book-lead = Cơ quan chủ trì giải quyết
paper-book-received = Ngày nhận hồ sơ
paper-book-due = Ngày hẹn trả kết quả
paper-book-returned = Ngày trả kết quả
paper-book-way = Phương thức nhận kết quả
paper-book-signed = Ký nhận
paper-book-total = Tổng số: { $count } hồ sơ.
paper-book-keeper = NGƯỜI LẬP SỔ
