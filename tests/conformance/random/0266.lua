-- random program 266
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  local function f2()
    say("w1.f2 3")
    do local ok, e = pcall(timeout, 0, function()
      sleep(1)
      say("w1.f2 6")
    end)
      if is(e, Timeout) then say("w1.f2 4 timeout") elseif not ok then error(e, 0) end end
    local function f8()
      say("w1.f2.f8 9")
      do local _ <close> = lk:hold()
        say("w1.f2.f8 11 in")
        sleep(0)
        say("w1.f2.f8 13")
      end
      sleep(1)
      say("w1.f2.f8 15")
      q:put(16)
      say("w1.f2.f8 17 put 16")
      return "f8"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f8", f8)
    end)
      if is(e, ErrorGroup) then say("w1.f2 7 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f2"
  end
  do local ok, e = pcall(function() say("w1 1 " .. wait_for(1, spawn("f2", f2))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  local function f19()
    say("w1.f19 20")
    do local ok, e = pcall(timeout, 5, function()
      say("w1.f19 23")
      sleep(2)
      say("w1.f19 25")
    end)
      if is(e, Timeout) then say("w1.f19 21 timeout") elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = defer(function()
        say("w1.f19 27 finally")
      end)
        q:put(28)
        say("w1.f19 29 put 28")
      end
      ev:set()
      say("w1.f19 got " .. q:get())
    end)
      if is(e, Timeout) then say("w1.f19 26 timeout") elseif not ok then error(e, 0) end end
    return "f19"
  end
  local function f32()
    say("w1.f32 33")
    say("w1.f32 count " .. current():cancelling())
    sleep(0)
    say("w1.f32 36")
    return "f32"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f19", f19)
    tg:spawn("f32", f32)
  end)
    if is(e, ErrorGroup) then say("w1 18 " .. kind(e)) elseif not ok then error(e, 0) end end
  sleep(3)
  say("w1 38")
  say("w1 39 end")
end
local function w2()
  local function f41()
    say("w2.f41 42")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f41"
  end
  do local ok, e = pcall(function() say("w2 40 got " .. table.concat({ gather { spawn("f41", f41) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 40 err " .. kind(e)) else error(e, 0) end end end
  sleep(3)
  say("w2 45")
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  say("w2 47 end")
end
local function w3()
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if T.w1 then say("w3 cancels w1 " .. yn(T.w1:cancel())) end
  do local ok, e = pcall(timeout, 3, function()
    local function f52()
      say("w3.f52 53")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3.f52 54 ok") elseif type(e) == "string" then say("w3.f52 54 err " .. kind(e)) else error(e, 0) end end
      ev:wait()
      say("w3.f52 56 ev")
      ev:wait()
      say("w3.f52 58 ev")
      return "f52"
    end
    local function f59()
      say("w3.f59 60")
      if T.w1 then say("w3.f59 cancels w1 " .. yn(T.w1:cancel())) end
      ev:clear()
      ev:set()
      return "f59"
    end
    local function f64()
      say("w3.f64 65")
      ev:set()
      return "f64"
    end
    do local ok, e = pcall(function() say("w3 51 got " .. table.concat({ gather { spawn("f52", f52), spawn("f59", f59), spawn("f64", f64) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3 51 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    current():cancel()
  end)
    if is(e, Timeout) then say("w3 50 timeout") elseif not ok then error(e, 0) end end
  say("w3 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
sleep(3)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(10)
say('main ends')
