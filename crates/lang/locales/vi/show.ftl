# Những chữ mà mọi trang về hồ sơ dùng chung

show-today = { $time } hôm nay
show-tomorrow = { $time } ngày mai
show-yesterday = { $time } hôm qua
show-promised = hẹn trả { $at }
show-promised-later = ngày hẹn trả tính lại khi tiếp tục
show-done = Xong lúc { $at }
by-system = Hệ thống
by-elsewhere = Cán bộ của đơn vị khác
show-end = Kết thúc

stage-submitted = Chờ tiếp nhận
stage-received = Mới tiếp nhận
stage-processing = Đang giải quyết
stage-awaiting-documents = Chờ bổ sung giấy tờ
stage-awaiting-payment = Chờ nộp tiền
stage-awaiting-answers = Chờ đơn vị khác trả lời
stage-declined = Không tiếp nhận
stage-stopped = Từ chối giải quyết
stage-lapsed = Đóng do không bổ sung
stage-withdrawn = Người nộp đã rút
stage-resolved = Có kết quả, chờ trả
stage-delivered = Đã trả kết quả

event-submitted = Nộp trực tuyến
event-received = Tiếp nhận hồ sơ
event-accepted = Tiếp nhận hồ sơ trực tuyến
event-moved = Chuyển bước
event-supplement-asked = Yêu cầu bổ sung
event-payment-asked = Yêu cầu nộp tiền
event-resumed = Tiếp tục giải quyết
event-refused = Từ chối
event-extended = Xin lỗi và hẹn lại ngày trả
event-approved = Ký duyệt kết quả
event-delivered = Trả kết quả
event-lapsed = Đóng hồ sơ do quá thời gian bổ sung
event-recounted = Tính lại ngày hẹn
event-entered = Ghi nội dung và ghi sổ
event-revised = Chuyển sang phiên bản quy trình mới
event-opened = Lấy ý kiến, mở hồ sơ liên quan
event-child-ended = Hồ sơ liên quan đã kết thúc
event-withdrawn = Rút hồ sơ
event-corrected = Sửa thông tin
event-handed-over = Bàn giao hồ sơ sang đơn vị khác
event-payment-told = Người nộp báo đã nộp tiền
event-recalled = Thu hồi hồ sơ đang bàn giao
event-taken-over = Tiếp nhận hồ sơ từ đơn vị trước
event-assigned = Nhận xử lý hồ sơ

part-reception = Tiếp nhận
part-examination = Thẩm tra
part-decision = Ký duyệt
part-delivery = Trả kết quả
