# Danh mục thủ tục: nguồn của thời hạn, phí, và lỗi tìm thấy khi nhập danh mục.

limit-origin-portal = Theo Cổng dịch vụ công quốc gia
limit-origin-case = Theo trường hợp dài nhất của thủ tục
limit-origin-assumed = Cổng không ghi đơn vị; tạm hiểu là ngày, cần xác nhận
fee-kind-fee = Phí
fee-kind-charge = Lệ phí
territory-any = Nộp ở bất kỳ nơi tiếp nhận nào
territory-bound = Nộp theo địa giới

finding-stray-spaces = Thừa dấu cách ở đầu hoặc cuối; đã bỏ
finding-malformed-code = Mã thủ tục sai dạng; dòng bị bỏ qua
finding-free-text-time = Thời hạn ghi bằng chữ thay vì con số
finding-unit-other = Thời hạn có số nhưng không rõ đơn vị
finding-no-time = Không đọc được thời hạn; hình thức nộp này bị bỏ qua
finding-repeated-channel = Một hình thức nộp ghi nhiều lần; lấy thời hạn dài nhất
finding-unknown-channel = Hình thức nộp lạ; bị bỏ qua
finding-unknown-level = Cấp thực hiện lạ; bị bỏ qua
finding-odd-fee = Mức phí không thể là đồng; bị bỏ qua
finding-duplicate-name = Trùng tên với thủ tục khác; giữ cả hai
finding-duplicate-code = Mã đã có ở dòng trước; dòng bị bỏ qua
finding-no-name = Không có tên; dòng bị bỏ qua
finding-not-json = Dòng không đúng định dạng; bị bỏ qua
finding-missing-column = Thiếu cột; không đọc được bảng
