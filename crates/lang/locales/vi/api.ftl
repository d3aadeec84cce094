# Giao diện lập trình (API): lời báo lỗi và trang hướng dẫn bắt đầu

error-400-title = Không đọc được yêu cầu
error-400-what = Nội dung gửi lên không đúng định dạng nên hệ thống không đọc được.
error-400-next = Sửa lại định dạng rồi gửi lại.
error-405-title = Không dùng được cách gọi này
error-405-what = Địa chỉ này có, nhưng không nhận phương thức vừa gọi.
error-405-next = Xem các phương thức được nhận trong phần đầu Allow và trong bản mô tả API.
error-412-title = Hồ sơ đã thay đổi
error-412-what = Phiên bản nêu trong If-Match không còn là phiên bản hiện tại. Chưa có gì bị ghi đè.
error-412-next = Đọc lại hồ sơ, xem thay đổi, rồi gửi lại với phiên bản mới.
error-428-title = Thiếu phiên bản hồ sơ
error-428-what = Thao tác trên hồ sơ phải nêu phiên bản mà bạn đã xem.
error-428-next = Đọc hồ sơ rồi gửi lại, kèm "version" trong nội dung hoặc phần đầu If-Match.

api-key-reused = Khóa chống gửi trùng này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới cho yêu cầu mới.
api-refused-title = Không làm được việc này
api-refused-next = Đọc lại hồ sơ hoặc thủ tục: “acts” và “channels” cho biết hiện làm được việc gì, nộp bằng cách nào.
api-erased = Nội dung đã xóa theo quy định của pháp luật

problem-json-syntax = Nội dung không phải JSON hợp lệ: lỗi ở dòng { $line }, cột { $column }.
problem-json-object = Nội dung phải là một đối tượng JSON.
problem-json-levels = JSON lồng nhau quá sâu: nhiều nhất { $most } mức.
problem-unknown-field = Không có trường nào tên là “{ $name }”. Hãy bỏ đi hoặc sửa lại tên.
problem-version = Phiên bản phải là một số nguyên dương; trong If-Match viết trong dấu ngoặc kép. Nêu ở cả hai nơi thì phải giống nhau.
problem-version-missing = Hãy nêu phiên bản hồ sơ đã xem.
problem-month = Tháng phải viết như 2026-03.

api-title = Kết nối phần mềm với Motcua
api-lead = Phần mềm khác có thể tiếp nhận, xử lý và tra cứu hồ sơ qua API, theo đúng quy tắc như trên màn hình.
api-description = Bản mô tả đầy đủ (OpenAPI 3.1)
api-rules = Năm điều cần biết
api-rule-key = Mỗi phần mềm dùng một khóa, gửi trong phần đầu Authorization. Khóa có đúng quyền của người đứng tên; hãy xin quản trị đơn vị cấp.
api-rule-once = Khi tiếp nhận hoặc xử lý, hãy gửi kèm Idempotency-Key. Mất mạng thì gửi lại y nguyên: hệ thống trả lại kết quả lần đầu, không tạo hồ sơ thứ hai.
api-rule-version = Mỗi thao tác nêu phiên bản hồ sơ đã xem. Nếu người khác vừa sửa, thao tác bị từ chối và không có gì bị ghi đè.
api-rule-problems = Mọi lỗi đều là tài liệu theo RFC 9457 có trường "code" không đổi; danh sách "errors" nêu từng trường sai.
api-rule-seen = Hồ sơ mà người đứng tên khóa không được xem thì coi như không tìm thấy.
api-try-search = Tìm thủ tục
api-try-search-what = Không cần khóa. Gõ có dấu hay không dấu đều được.
api-try-me = Thử khóa
api-try-me-what = Cho biết khóa này của ai, thuộc đơn vị nào, có vai trò gì.
api-try-receive = Tiếp nhận một hồ sơ
api-try-receive-what = Trả về mã hồ sơ, ngày hẹn trả và phiên bản.
api-try-list = Xem việc cần làm
api-try-list-what = Hồ sơ đến hạn trước đứng trước; trang sau lấy bằng "next".
api-try-act = Xử lý hồ sơ
api-try-act-what = Các thao tác làm được nằm trong "acts" khi đọc hồ sơ.
api-try-upload = Gửi tệp kèm theo
api-try-upload-what = PDF, JPEG hoặc PNG. Lấy "digest" trả về để ghi vào "files" của giấy tờ.
api-try-track = Tra cứu tiến độ
api-try-track-what = Không cần khóa; chỉ cho biết mã và tiến độ.
