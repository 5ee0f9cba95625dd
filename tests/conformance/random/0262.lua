-- random program 262
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  do local _ <close> = lk:hold()
    say("w1 2 in")
    say("w1 4")
  end
  say("w1 6")
  local function f8()
    say("w1.f8 9")
    q:put(10)
    say("w1.f8 11 put 10")
    ev:wait()
    say("w1.f8 13 ev")
    return "f8"
  end
  do local dn, pn = wait({ spawn("f8", f8) }, { return_when = "first_error", timeout = 1 })
    say("w1 7 done " .. #dn .. " pending " .. #pn) end
  local function f15()
    say("w1.f15 16")
    say("w1.f15 18")
    local function f20()
      say("w1.f15.f20 21")
      sleep(0)
      say("w1.f15.f20 23")
      say("w1.f15.f20 25")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w1.f15.f20 27 woken")
      end
      return "f20"
    end
    local function f28()
      say("w1.f15.f28 29")
      say("w1.f15.f28 barrier " .. br:wait())
      say("w1.f15.f28 32")
      return "f28"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f20", f20)
      tg:spawn("f28", f28)
      say("w1.f15 34")
    end)
      if is(e, ErrorGroup) then say("w1.f15 19 " .. kind(e)) elseif not ok then error(e, 0) end end
    say("w1.f15 36")
    return "f15"
  end
  for _, x in ipairs(gather({ spawn("f15", f15) }, { return_errors = true })) do
    say("w1 14 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w1 37 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w2 41 ev")
  say("w2 42 end")
end
local function w3()
  q:put(43)
  say("w3 44 put 43")
  do local _ <close> = defer(function()
    sleep(1)
    say("w3 45 finally")
  end)
    sleep(3)
    say("w3 47")
  end
  say("w3 49")
  sleep(5)
  say("w3 51")
  say("w3 53")
  say("w3 54 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 56 woken")
  end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 58 end")
end
local function w5()
  sleep(3)
  say("w5 60")
  do local ok, e = pcall(function()
    do local _ <close> = defer(function()
      say("w5 62 finally")
    end)
      do local _ <close> = cd:hold()
        cd:wait()
        say("w5 64 woken")
      end
      ev:set()
      say("w5 67")
    end
    if not q:full() then q:put_nowait(68) end
    ev:wait()
    say("w5 70 ev")
  end)
    if is(e, Cancelled) then say("w5 61 cancelled err")
      error("X61", 0)
    elseif not ok then error(e, 0) end end
  if T.w2 then say("w5 cancels w2 " .. yn(T.w2:cancel())) end
  say("w5 72 end")
end
local function w6()
  say("w6 got " .. q:get())
  do local ok, e = pcall(timeout, 2, function()
    say("w6 size " .. q:size())
    local function f77()
      say("w6.f77 78")
      say("w6.f77 got " .. q:get())
      sleep(1)
      say("w6.f77 81")
      if not q:full() then q:put_nowait(82) end
      error("E83", 0)
    end
    do local ok, e = pcall(function() say("w6 76 got " .. table.concat({ gather { spawn("f77", f77) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w6 76 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Timeout) then say("w6 74 timeout") elseif not ok then error(e, 0) end end
  ev:clear()
  if T.w3 then say("w6 cancels w3 " .. yn(T.w3:cancel())) end
  say("w6 count " .. current():cancelling())
  say("w6 87 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(0)
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(1)
sleep(5)
say('main ends')
