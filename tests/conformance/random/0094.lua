-- random program 94
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local ok, e = pcall(timeout, 0, function()
    local function f3()
      say("w1.f3 4")
      do local ok, e = pcall(timeout, 1, function()
        say("w1.f3 7")
        if not q:empty() then say("w1.f3 took " .. q:get_nowait()) end
        say("w1.f3 10")
      end)
        if is(e, Timeout) then say("w1.f3 5 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        say("w1.f3 got " .. q:get())
        sleep(0)
        say("w1.f3 14")
      end)
        if is(e, Timeout) then say("w1.f3 11 timeout") elseif not ok then error(e, 0) end end
      return "f3"
    end
    local function f15()
      say("w1.f15 16")
      q:put(17)
      say("w1.f15 18 put 17")
      current():cancel()
      if T.w4 then say("w1.f15 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f15"
    end
    do local ok, e = pcall(function() say("w1 2 got " .. table.concat({ gather { spawn("f3", f3), spawn("f15", f15) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 2 err " .. kind(e)) else error(e, 0) end end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local _ <close> = sm:hold()
      say("w1 23 in")
      local function f25()
        say("w1.f25 26")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f25"
      end
      local function f28()
        say("w1.f28 29")
        say("w1.f28 31")
        return "f28"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f25", f25), spawn("f28", f28) }, { timeout = nil }) do say("w1 24 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 24 err " .. kind(e)) else error(e, 0) end end end
      current():cancel()
    end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  q:put(33)
  say("w1 34 put 33")
  do local _ <close> = defer(function()
    say("w1 35 finally")
  end)
    do local _ <close> = defer(function()
      sleep(1)
      say("w1 36 finally")
    end)
      local function f38()
        say("w1.f38 39")
        if T.w3 then say("w1.f38 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f38 42")
        sleep(5)
        say("w1.f38 44")
        return "f38"
      end
      for _, x in ipairs(gather({ spawn("f38", f38) }, { return_errors = true })) do
        say("w1 37 " .. (x.ok and x.value or kind(x.error)))
      end
      ev:clear()
      if not q:empty() then say("w1 took " .. q:get_nowait()) end
    end
  end
  if not q:full() then q:put_nowait(47) end
  say("w1 48 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
    q:put(52)
    say("w2 53 put 52")
  end)
    if is(e, Timeout) then say("w2 49 timeout") elseif not ok then error(e, 0) end end
  say("w2 count " .. current():cancelling())
  say("w2 55 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 57 in")
    do local ok, e = pcall(timeout, 1, function()
      say("w3 barrier " .. br:wait())
      ev:clear()
      if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w3 58 timeout") elseif not ok then error(e, 0) end end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end
  sleep(3)
  say("w3 64")
  sleep(5)
  say("w3 66")
  say("w3 67 end")
end
local function w4()
  do local _ <close> = lk:hold()
    say("w4 69 in")
    local function f71()
      say("w4.f71 72")
      do local _ <close> = lk:hold()
        say("w4.f71 74 in")
        sleep(0)
        say("w4.f71 76")
        current():cancel()
      end
      sleep(1)
      say("w4.f71 79")
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w4.f71 80 ok") elseif type(e) == "string" then say("w4.f71 80 err " .. kind(e)) else error(e, 0) end end
      error("E81", 0)
    end
    for _, x in ipairs(gather({ spawn("f71", f71) }, { return_errors = true })) do
      say("w4 70 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  end
  sleep(0)
  say("w4 84")
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  if not q:full() then q:put_nowait(86) end
  say("w4 87 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
sleep(1)
sleep(30)
say('main ends')
